package dev.sallyport.emulation.function;

import java.util.List;

/** Tells how to start the runtime client of a function's language. */
@FunctionalInterface
public interface FunctionProgram {

    /** Returns the command line of an execution environment. */
    List<String> commandLine(FunctionSettings function);
}
