/** A stand-in for EventBridge: its wire protocol, its matcher, and a delivery loop of our own. */
@NullMarked
package dev.sallyport.emulation.bus;

import org.jspecify.annotations.NullMarked;
