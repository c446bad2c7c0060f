/** A stand-in for Secrets Manager. */
@NullMarked
package dev.sallyport.emulation.secrets;

import org.jspecify.annotations.NullMarked;
