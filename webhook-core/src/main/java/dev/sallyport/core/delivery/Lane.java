package dev.sallyport.core.delivery;

import dev.sallyport.core.event.OrderingKey;

/**
 * One ordering key at one endpoint that asked for order: its deliveries are attempted strictly one after the other, in
 * the order of acceptance (guarantee G2).
 */
public record Lane(EndpointId endpoint, OrderingKey key) {}
