/**
 * What the core needs from the world: one interface for each need, implemented by adapters, proved by the testkit's
 * contracts.
 *
 * <p>Every port is called by many threads at once and blocks until its answer is known. Expected outcomes are values.
 * Two faults are exceptions: {@link dev.sallyport.core.port.out.PortUnavailableException} when nothing happened, {@link
 * dev.sallyport.core.port.out.OutcomeUnknownException} when it may have happened; both leave repeating the call safe,
 * because every write is idempotent or a compare-and-set.
 */
@NullMarked
package dev.sallyport.core.port.out;

import org.jspecify.annotations.NullMarked;
