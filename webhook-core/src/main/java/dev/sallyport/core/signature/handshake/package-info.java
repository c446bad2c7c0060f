/**
 * Handshakes: requests by which providers try an endpoint before they send webhooks to it, answered by the gate from the
 * data of the provider's scheme.
 *
 * <p>All types here are immutable and safe to share between threads.
 */
@NullMarked
package dev.sallyport.core.signature.handshake;

import org.jspecify.annotations.NullMarked;
