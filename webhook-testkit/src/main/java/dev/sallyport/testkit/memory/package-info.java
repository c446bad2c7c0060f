/** Adapters that keep everything in memory: quick and exact, for tests, simulations and first experiments. */
@NullMarked
package dev.sallyport.testkit.memory;

import org.jspecify.annotations.NullMarked;
