package dev.sallyport.core.signature.handshake;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;

/**
 * The exact answer to a handshake; a host sends it as it is and adds nothing to the body.
 *
 * @param status the HTTP status
 * @param headers the header lines, the content's type among them
 * @param body the exact bytes; often none
 */
public record HandshakeResponse(int status, Headers headers, RawPayload body) {}
