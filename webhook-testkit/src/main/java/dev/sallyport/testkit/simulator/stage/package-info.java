/**
 * What every run of the simulator is played on: actors that take turns, processes that die, ports that fail, time that is
 * made up, and the list of what went wrong. Knows nothing of what is played.
 *
 * <p>For the simulator's own rooms: nothing here is thread-safe, for in a run one actor acts at a time.
 */
@NullMarked
package dev.sallyport.testkit.simulator.stage;

import org.jspecify.annotations.NullMarked;
