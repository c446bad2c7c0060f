package dev.sallyport.local.store.outbound;

import org.jspecify.annotations.Nullable;

/**
 * Carries what a task found, or nothing, out of the engine, whose tasks never return null.
 *
 * @param value null if nothing was found
 */
record Found<T>(@Nullable T value) {

    static <T> @Nullable T of(Found<T> found) {
        return found.value();
    }
}
