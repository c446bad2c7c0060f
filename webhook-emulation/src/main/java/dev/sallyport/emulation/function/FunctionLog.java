package dev.sallyport.emulation.function;

/** Takes what functions write to their standard streams. Called from several threads. */
@FunctionalInterface
public interface FunctionLog {

    /**
     * Takes a line.
     *
     * @param function the name of the function
     * @param line without its end
     */
    void line(String function, String line);
}
