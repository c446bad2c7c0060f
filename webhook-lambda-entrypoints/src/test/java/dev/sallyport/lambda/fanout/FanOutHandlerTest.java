package dev.sallyport.lambda.fanout;

import static dev.sallyport.testkit.fixture.Webhooks.ACME;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.anOriginal;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static dev.sallyport.testkit.fixture.Webhooks.key;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.format.PublishedEventJson;
import dev.sallyport.hosting.config.ForwardingRule;
import dev.sallyport.hosting.config.Position;
import dev.sallyport.hosting.forwarding.Forwarding;
import dev.sallyport.lambda.FakeContext;
import dev.sallyport.lambda.OutboundFixture;
import dev.sallyport.testkit.fixture.Webhooks;
import dev.sallyport.testkit.memory.InMemoryEventFilter;
import dev.sallyport.testkit.memory.InMemoryPayloadArchive;
import dev.sallyport.testkit.memory.InMemoryWebhookStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FanOutHandlerTest {

    private final OutboundFixture world = new OutboundFixture();
    private final InMemoryWebhookStore store = new InMemoryWebhookStore();
    private final InMemoryPayloadArchive archive = new InMemoryPayloadArchive();
    private final FanOutHandler handler = new FanOutHandler(new FanOut(
            store,
            archive,
            new Forwarding(
                    List.of(new ForwardingRule(
                            ACME,
                            List.of(),
                            null,
                            OutboundFixture.SHOP,
                            ForwardingRule.Form.ORIGINAL,
                            Position.whole("sallyport.json"))),
                    new InMemoryEventFilter(),
                    world.outbound.accepting(),
                    () -> {}),
            world.telling.invocations()));

    private void tell(String event) throws IOException {
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(UTF_8)),
                new ByteArrayOutputStream(),
                FakeContext.OF_30_SECONDS);
    }

    private static String eventOf(String webhook) {
        return """
                {"version":"0","id":"6a7e8feb-b491-4cf7-a9f1-bf3703467718","detail-type":"Webhook Processed",
                 "source":"webhook.processor","account":"123456789012","time":"2026-03-01T12:00:00Z",
                 "region":"eu-west-1","resources":[],"detail":%s}""".formatted(PublishedEventJson.write(
                Webhooks.anEvent(webhook, key(webhook)), "Root=1-67f2a4c1-4f8a0c1d2e3b4a5968778695"));
    }

    private void process(String webhook) {
        WebhookRecord record = aRecord(webhook);
        store.create(record);
        archive.store(record.archiveKey(), anOriginal(webhook));
    }

    @Test
    void shouldMakeOneEventOfAWebhookHoweverOftenItIsTold() throws IOException {
        Endpoint endpoint = world.endpoint("hooks.example.com");
        process("a");

        tell(eventOf("a"));
        tell(eventOf("a"));

        List<EventId> events = world.deliveries.wakeable(world.clock.instant().plusSeconds(3600), null, 10).stream()
                .map(delivery -> delivery.id().event())
                .toList();
        assertThat(events).hasSize(1);
        assertThat(world.delivery(events.getFirst(), endpoint).status()).isEqualTo(DeliveryStatus.PENDING);
        assertThat(world.telling.written().getFirst()).contains("\"EventsAccepted\":1");
    }

    @Test
    void shouldFailSoThatItIsToldAgainWhereSomethingIsLacking() {
        store.create(aRecord("a"));

        assertThatThrownBy(() -> tell(eventOf("a")))
                .isInstanceOf(FanOut.NotForwardedException.class)
                .hasMessage("webhook " + id("a") + " was not forwarded: payload-missing");
    }

    @Test
    void shouldLetBeWhatIsUnknown() throws IOException {
        tell(eventOf("unknown"));

        assertThat(world.deliveries.wakeable(world.clock.instant().plusSeconds(3600), null, 10))
                .isEmpty();
    }

    @Test
    void shouldRefuseOtherEventsWithoutRepeatingThem() {
        for (String event :
                new String[] {"{\"detail\":{\"webhook_id\":\"secret\"}}", "[]", "{\"secret", "{\"detail\":[]}"}) {
            assertThatThrownBy(() -> tell(event))
                    .as(event)
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining("secret");
        }
    }
}
