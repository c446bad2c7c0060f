package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.sallyport.core.delivery.endpoint.Breaker;
import dev.sallyport.core.delivery.endpoint.EndpointHealth;
import dev.sallyport.core.delivery.endpoint.HealthNotice;
import dev.sallyport.core.delivery.endpoint.PendingNotice;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How well an endpoint has been doing, and what is still to be told of it, as fields of its text. */
final class EndpointHealthJson {

    private EndpointHealthJson() {}

    static void write(JsonGenerator json, EndpointHealth health, List<PendingNotice> pending) throws IOException {
        json.writeObjectFieldStart("health");
        switch (health.breaker()) {
            case Breaker.Closed closed -> {
                json.writeStringField("breaker", "closed");
                json.writeNumberField("count", closed.failures());
            }
            case Breaker.Open open -> {
                json.writeStringField("breaker", "open");
                json.writeStringField("until", open.until().toString());
                json.writeNumberField("count", open.pauses());
            }
            case Breaker.Probing probing -> {
                json.writeStringField("breaker", "probing");
                json.writeStringField("until", probing.until().toString());
                json.writeNumberField("count", probing.pauses());
            }
        }
        json.writeNumberField("episode", health.episode());
        JsonFields.writeIfSet(json, "failingSince", health.failingSince());
        JsonFields.writeIfSet(json, "lastFailureAt", health.lastFailureAt());
        json.writeStringField("failingFor", health.failingFor().toString());
        json.writeArrayFieldStart("noticed");
        for (HealthNotice notice : HealthNotice.values()) {
            if (health.noticed().contains(notice)) {
                json.writeString(notice.name());
            }
        }
        json.writeEndArray();
        json.writeBooleanField("recoveryOwed", health.recoveryOwed());
        json.writeEndObject();
        json.writeArrayFieldStart("pendingNotices");
        for (PendingNotice notice : pending) {
            json.writeStartObject();
            json.writeStringField("notice", notice.notice().name());
            json.writeNumberField("episode", notice.episode());
            json.writeStringField("at", notice.at().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static EndpointHealth read(JsonParser json) throws IOException {
        EndpointHealth.Builder health = EndpointHealth.builder();
        BreakerParts breaker = new BreakerParts();
        JsonFields.each(json, (field, value) -> {
            switch (field) {
                case "breaker" -> breaker.name = value.getText();
                case "until" -> breaker.until = Instant.parse(value.getText());
                case "count" -> breaker.count = value.getIntValue();
                case "episode" -> health.episode(value.getLongValue());
                case "failingSince" -> health.failingSince(Instant.parse(value.getText()));
                case "lastFailureAt" -> health.lastFailureAt(Instant.parse(value.getText()));
                case "failingFor" -> health.failingFor(Duration.parse(value.getText()));
                case "noticed" ->
                    health.noticed(JsonFields.list(value, notice -> HealthNotice.valueOf(notice.getText())));
                case "recoveryOwed" -> health.recoveryOwed(value.getBooleanValue());
                default -> value.skipChildren();
            }
        });
        return health.breaker(breaker.get()).build();
    }

    static PendingNotice readNotice(JsonParser json) throws IOException {
        NoticeParts parts = new NoticeParts();
        JsonFields.each(json, (field, value) -> {
            switch (field) {
                case "notice" -> parts.notice = HealthNotice.valueOf(value.getText());
                case "episode" -> parts.episode = value.getLongValue();
                case "at" -> parts.at = Instant.parse(value.getText());
                default -> value.skipChildren();
            }
        });
        return new PendingNotice(parts.notice, parts.episode, parts.at);
    }

    /** What has been read of a breaker. */
    private static final class BreakerParts {

        private String name = "closed";
        private Instant until = Instant.EPOCH;
        private int count;

        Breaker get() {
            return switch (name) {
                case "closed" -> new Breaker.Closed(count);
                case "open" -> new Breaker.Open(until, count);
                case "probing" -> new Breaker.Probing(until, count);
                default -> throw new IllegalArgumentException("no breaker has that name");
            };
        }
    }

    /** What has been read of a notice. */
    private static final class NoticeParts {

        private HealthNotice notice = HealthNotice.BREAKER_OPENED;
        private long episode;
        private Instant at = Instant.EPOCH;
    }
}
