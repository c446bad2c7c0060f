package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.OrderingMark;
import dev.sallyport.core.signature.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private static EventIdentity identify(SignatureScheme scheme, String body, String... headers) {
        return IdentityReader.of(scheme)
                .identify(new WebhookRequest(
                        "POST",
                        "https://example.com",
                        Headers.of(headers),
                        RawPayload.copyOf(body.getBytes(StandardCharsets.UTF_8)),
                        Subject.NOW));
    }

    private static EventIdentity identify(String scheme, String body, String... headers) {
        return identify(SchemeCatalogue.builtIn().find(scheme), body, headers);
    }

    @Test
    void shouldReadStripesEventsFromTheBody() {
        assertThat(
                        identify(
                                "stripe",
                                "{\"id\":\"evt_1\",\"type\":\"charge.succeeded\",\"created\":1755820800,\"data\":{\"object\":{\"id\":\"ch_1\"}}}"))
                .isEqualTo(new EventIdentity(
                        "evt_1",
                        new EventType("charge.succeeded"),
                        "ch_1",
                        new OrderingMark(OrderingMark.Kind.TIME, 1_755_820_800_000_000_000L)));
    }

    @Test
    void shouldReadGithubsEventsFromHeadersAndBody() {
        assertThat(identify(
                        "github", "{\"action\":\"opened\"}", "X-GitHub-Delivery", "d-1", "X-GitHub-Event", "issues"))
                .isEqualTo(new EventIdentity("d-1", new EventType("issues.opened"), null, null));
        assertThat(identify("github", "{}", "X-GitHub-Event", "push"))
                .isEqualTo(new EventIdentity(null, new EventType("push"), null, null));
        assertThat(identify("github", "payload=%7B%7D", "X-GitHub-Event", "push")
                        .type())
                .isEqualTo(new EventType("push"));
    }

    @Test
    void shouldReadStandardWebhooksIdsFromTheHeader() {
        assertThat(identify(
                        "standard-webhooks",
                        "{\"type\":\"a.b\",\"timestamp\":\"2025-08-22T00:00:00.5Z\"}",
                        "webhook-id",
                        "msg_1"))
                .isEqualTo(new EventIdentity(
                        "msg_1",
                        new EventType("a.b"),
                        null,
                        new OrderingMark(OrderingMark.Kind.TIME, 1_755_820_800_500_000_000L)));
    }

    @Test
    void shouldKnowNothingOfARequestThatSaysNothing() {
        assertThat(identify("generic", "not json")).isEqualTo(EventIdentity.UNKNOWN);
        assertThat(identify("stripe", "not json")).isEqualTo(EventIdentity.UNKNOWN);
        assertThat(identify("stripe", "{\"created\":\"soon\"}").order()).isNull();
    }

    @Test
    void shouldNotMixUpValuesThatHoldTheSeparator() {
        SignatureScheme scheme = SchemeCatalogue.builtIn()
                .reader()
                .read(
                        "acme",
                        Map.of(
                                "like",
                                "generic",
                                "identity",
                                Map.of("id", "{json:/a}:{json:/b}", "type", "{json:/a}:{json:/b}")));
        EventIdentity one = identify(scheme, "{\"a\":\"x:y\",\"b\":\"z%\"}");
        EventIdentity other = identify(scheme, "{\"a\":\"x\",\"b\":\"y:z%\"}");
        assertThat(one.eventId()).isEqualTo("x%3ay:z%25");
        assertThat(other.eventId()).isEqualTo("x:y%3az%25");
        assertThat(one.type()).isEqualTo(new EventType("x:y:z%"));
    }

    @Test
    void shouldReadVersionsAndSequencesAsNumbers() {
        SignatureScheme scheme = SchemeCatalogue.builtIn()
                .reader()
                .read(
                        "acme",
                        Map.of(
                                "like",
                                "generic",
                                "identity",
                                Map.of("order", Map.of("kind", "version", "at", "json:/v"))));
        assertThat(identify(scheme, "{\"v\":42}").order()).isEqualTo(new OrderingMark(OrderingMark.Kind.VERSION, 42));
        assertThat(identify(scheme, "{\"v\":4.2}").order()).isNull();
    }
}
