/**
 * The catalogue of schemes: one small definition per scheme, in the notation that users write in their own
 * configuration.
 *
 * <p>All types here are immutable and safe to share between threads unless they say otherwise.
 */
@NullMarked
package dev.sallyport.core.signature.catalogue;

import org.jspecify.annotations.NullMarked;
