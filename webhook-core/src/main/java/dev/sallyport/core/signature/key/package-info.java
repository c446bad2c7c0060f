/**
 * The keys that signatures are made and checked with: where they come from, how their text is read, when they hold.
 *
 * <p>All types here are immutable and safe to share between threads, and none shows a key in its text form.
 */
@NullMarked
package dev.sallyport.core.signature.key;

import org.jspecify.annotations.NullMarked;
