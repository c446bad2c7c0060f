package dev.sallyport.lambda.wiring;

import java.io.PrintWriter;

/**
 * Where a function's lines go. It is open as long as the process: nobody closes it.
 *
 * @param writer flushed by whoever writes a line
 */
record Output(PrintWriter writer) {}
