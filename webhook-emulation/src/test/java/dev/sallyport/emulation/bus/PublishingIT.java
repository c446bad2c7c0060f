package dev.sallyport.emulation.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class PublishingIT extends EventBridgeStandInITBase {

    private static final ObjectMapper JSON = new ObjectMapper();

    PublishingIT() throws IOException {}

    private PutEventsResponse put(PutEventsRequestEntry... entries) {
        return client.putEvents(request -> request.entries(entries));
    }

    @Test
    void shouldWrapAnEventAsTheServiceDoes() throws IOException {
        createBus();
        String id = put(entry("{\"webhook_id\":\"a\"}").toBuilder()
                        .time(Instant.parse("2026-01-02T03:04:05.678Z"))
                        .resources("arn:one")
                        .build())
                .entries()
                .getFirst()
                .eventId();

        JsonNode envelope = JSON.readTree(bus.journal().after(0, 1).getFirst().envelope());

        assertThat(envelope)
                .isEqualTo(JSON.readTree("{\"version\":\"0\",\"id\":\"" + id
                        + "\",\"detail-type\":\"Webhook Processed\",\"source\":\"webhook.processor\","
                        + "\"account\":\"000000000000\",\"time\":\"2026-01-02T03:04:05Z\",\"region\":\"us-east-1\","
                        + "\"resources\":[\"arn:one\"],\"detail\":{\"webhook_id\":\"a\"}}"));
    }

    @Test
    void shouldStampAnEventWithoutTime() throws IOException {
        createBus();
        put(entry("{}"));

        assertThat(JSON.readTree(bus.journal().after(0, 1).getFirst().envelope())
                        .path("time")
                        .asText())
                .isEqualTo("2026-11-27T10:15:30Z");
    }

    @Test
    void shouldTakeEntriesForABusNamedByItsArn() {
        createBus();
        put(entry("{}").toBuilder()
                .eventBusName("arn:aws:events:us-east-1:000000000000:event-bus/webhooks")
                .build());

        assertThat(bus.journal().after(0, 10)).extracting(ReceivedEvent::bus).containsExactly("webhooks");
    }

    @Test
    void shouldNumberWhatItTookInOrder() {
        createBus();
        put(entry("{\"n\":1}"), entry("{\"n\":2}"));
        put(entry("{\"n\":3}"));

        assertThat(bus.journal().after(1, 10))
                .extracting(ReceivedEvent::sequence)
                .containsExactly(2L, 3L);
        assertThat(bus.journal().after(0, 2))
                .extracting(ReceivedEvent::sequence)
                .containsExactly(1L, 2L);
    }

    @Test
    void shouldTakeEventsForAnUnknownBusAndForgetThem() {
        PutEventsResponse response = put(entry("{}"));

        assertThat(response.failedEntryCount()).isZero();
        assertThat(response.entries().getFirst().eventId()).isNotEmpty();
        assertThat(bus.journal().after(0, 10)).isEmpty();
    }

    @Test
    void shouldRefuseSingleEntriesAndTakeTheOthers() {
        createBus();
        PutEventsResponse response = put(
                entry("no object"),
                entry("{}"),
                entry("{} {}"),
                entry("{}").toBuilder().source(null).build(),
                entry("{}").toBuilder().source("aws.sqs").build());

        assertThat(response.failedEntryCount()).isEqualTo(4);
        assertThat(response.entries())
                .extracting(PutEventsResultEntry::errorCode)
                .containsExactly(
                        "MalformedDetail", null, "MalformedDetail", "InvalidArgument", "NotAuthorizedForSource");
        assertThat(bus.journal().after(0, 10)).hasSize(1);
    }

    @Test
    void shouldRefuseARequestOfElevenEntries() {
        List<PutEventsRequestEntry> eleven = Collections.nCopies(11, entry("{}"));

        assertThatThrownBy(() -> client.putEvents(request -> request.entries(eleven)))
                .isInstanceOfSatisfying(
                        EventBridgeException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationException"));
    }

    @Test
    void shouldTakeExactlyTheLimitOfBytesAndNoneMore() {
        createBus();
        int others = "webhook.processor".length() + "Webhook Processed".length() + "{\"a\":\"\"}".length();
        String most = "x".repeat(256 * 1024 - others);

        assertThat(put(entry("{\"a\":\"" + most + "\"}")).failedEntryCount()).isZero();
        assertThatThrownBy(() -> put(entry("{\"a\":\"" + most + "x\"}")))
                .isInstanceOfSatisfying(
                        EventBridgeException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationException"));
    }

    @Test
    void shouldLetClientsRepeatWhatWasThrottledOrBroke() {
        createBus();
        bus.faults().throttle(1);
        bus.faults().fail(1);

        assertThat(put(entry("{}")).failedEntryCount()).isZero();
        assertThat(bus.journal().after(0, 10)).hasSize(1);
    }

    @Test
    void shouldRefuseTheEntriesThatItIsToldTo() {
        createBus();
        bus.refuseEntries(envelope -> envelope.contains("\"n\":2"));

        assertThat(put(entry("{\"n\":1}"), entry("{\"n\":2}")).entries())
                .extracting(PutEventsResultEntry::errorCode)
                .containsExactly(null, "InternalFailure");
    }
}
