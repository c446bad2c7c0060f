/**
 * The values that every other room speaks in: identifiers, the request as it arrived, the record kept of it.
 *
 * <p>All types here are immutable and safe to share between threads.
 */
@NullMarked
package dev.sallyport.core.event;

import org.jspecify.annotations.NullMarked;
