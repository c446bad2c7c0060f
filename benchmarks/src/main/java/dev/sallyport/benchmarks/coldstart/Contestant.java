package dev.sallyport.benchmarks.coldstart;

import dev.sallyport.emulation.function.FunctionProgram;
import org.jspecify.annotations.Nullable;

/**
 * A function, and one way to start it.
 *
 * @param key names it to programs
 * @param title names it to people
 * @param handler what the runtime client runs
 * @param program starts it within so much memory
 * @param missing what has to be done before it can take part; null if nothing
 */
record Contestant(
        String key,
        String title,
        String handler,
        Sized program,
        @Nullable String missing) {

    /** Tells how a program is started. */
    @FunctionalInterface
    interface Sized {
        /** Returns how it is started as a function of so many megabytes. */
        FunctionProgram within(int memory);
    }
}
