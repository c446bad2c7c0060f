/** Secrets drawn for endpoints, and sealed under master keys. */
@NullMarked
package dev.sallyport.hosting.secrets;

import org.jspecify.annotations.NullMarked;
