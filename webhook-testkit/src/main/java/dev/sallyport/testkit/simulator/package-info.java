/**
 * Plays the real use cases over in-memory adapters through crashes, timeouts and interleavings, by the thousand and
 * reproducibly, and checks the guarantees after every run.
 *
 * <p>One seed decides everything in a run: what is sent, who runs next at every port call, what fails and when. A run
 * that breaks a guarantee is therefore played again, step by step, from its seed alone.
 */
@NullMarked
package dev.sallyport.testkit.simulator;

import org.jspecify.annotations.NullMarked;
