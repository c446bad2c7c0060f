/**
 * How signatures and times are written as text; strict, so that one value has one spelling.
 *
 * <p>All types here are immutable and safe to share between threads.
 */
@NullMarked
package dev.sallyport.core.signature.codec;

import org.jspecify.annotations.NullMarked;
