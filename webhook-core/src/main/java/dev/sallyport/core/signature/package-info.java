/**
 * Signature schemes as data, and the engine that checks and makes signatures from them.
 *
 * <p>All types here are immutable and safe to share between threads unless they say otherwise.
 */
@NullMarked
package dev.sallyport.core.signature;

import org.jspecify.annotations.NullMarked;
