/** Runs of outbound delivery: who posts, who delivers, who receives, and what must hold afterwards. */
@NullMarked
package dev.sallyport.testkit.simulator.outbound;

import org.jspecify.annotations.NullMarked;
