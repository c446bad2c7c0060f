/** Secrets drawn for endpoints. */
@NullMarked
package dev.sallyport.hosting.secrets;

import org.jspecify.annotations.NullMarked;
