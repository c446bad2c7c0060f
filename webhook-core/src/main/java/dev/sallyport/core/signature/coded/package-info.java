/**
 * The schemes that do not fit the data model, each a class of its own behind
 * {@link dev.sallyport.core.signature.CodedScheme}.
 *
 * <p>All types here are immutable and safe to share between threads.
 */
@NullMarked
package dev.sallyport.core.signature.coded;

import org.jspecify.annotations.NullMarked;
