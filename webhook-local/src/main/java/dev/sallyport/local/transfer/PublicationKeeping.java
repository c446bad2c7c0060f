package dev.sallyport.local.transfer;

import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.PublicationLog;

/**
 * A log of what was published that is kept by the engine itself, and not by whoever listens to its bus.
 *
 * @param log what stands in it
 * @param publisher appends to it and does nothing else: nobody is told
 */
public record PublicationKeeping(PublicationLog log, EventPublisher publisher) {}
