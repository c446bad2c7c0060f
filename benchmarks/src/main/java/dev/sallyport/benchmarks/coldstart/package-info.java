/** Compares how long the packaged receiver and others take from the start of their process to their first answer. */
@NullMarked
package dev.sallyport.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
