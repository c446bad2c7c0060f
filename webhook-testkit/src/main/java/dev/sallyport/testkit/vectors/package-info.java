/**
 * Signature vectors: requests with keys and the outcome a verifier must reach, as data and as a runner.
 *
 * <p>All types here are immutable and safe to share between threads.
 */
@NullMarked
package dev.sallyport.testkit.vectors;

import org.jspecify.annotations.NullMarked;
