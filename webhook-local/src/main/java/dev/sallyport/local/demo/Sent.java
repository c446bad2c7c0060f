package dev.sallyport.local.demo;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.local.client.Answer;

/**
 * One request that was sent and answered.
 *
 * @param provider to whose path it went
 * @param kind how it was sent
 * @param body the bytes on the wire
 * @param began when it was sent, in nanoseconds of this process's steady clock
 * @param ended when its answer had arrived, by the same clock
 * @param answer what the gateway said
 */
record Sent(String provider, DemoPlan.Kind kind, RawPayload body, long began, long ended, Answer answer) {}
