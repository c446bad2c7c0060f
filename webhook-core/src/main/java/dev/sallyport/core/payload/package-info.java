/**
 * Reads single fields out of JSON and form bodies, and puts single fields in, without binding a body to types.
 *
 * <p>The only package that may use jackson-core, and it does not show it: no type of Jackson appears in a signature.
 */
@NullMarked
package dev.sallyport.core.payload;

import org.jspecify.annotations.NullMarked;
