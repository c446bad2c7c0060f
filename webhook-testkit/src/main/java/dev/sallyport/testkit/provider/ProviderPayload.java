package dev.sallyport.testkit.provider;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;

/**
 * A sample body of a real provider, without signature.
 *
 * @param provider who sends such bodies; also the name of its scheme in the catalogue
 * @param eventType the provider's name for what happened
 * @param id the name of the sample, different for each
 * @param contentType the value of the {@code Content-Type} header
 * @param body the bytes to send
 */
public record ProviderPayload(ProviderId provider, String eventType, String id, String contentType, RawPayload body) {}
