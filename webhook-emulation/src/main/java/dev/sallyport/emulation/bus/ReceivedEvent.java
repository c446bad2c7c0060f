package dev.sallyport.emulation.bus;

/**
 * An event that a bus took.
 *
 * @param sequence its place in the order in which events were taken, from 1, over all buses
 * @param bus the name of the bus
 * @param envelope the event as its targets get it
 */
public record ReceivedEvent(long sequence, String bus, String envelope) {}
