package dev.sallyport.core.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RepairSelection;
import dev.sallyport.core.repair.RepairSelection.ByIds;
import dev.sallyport.core.repair.RepairSelection.Matching;
import dev.sallyport.core.repair.RunId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A repair run as JSON, its selection in the fields of the run itself; conditions that are null are left out. */
public final class RepairRunJson {

    private RepairRunJson() {}

    /** Writes a run. */
    public static String write(RepairRun run) {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeStringField("id", run.id().value());
            json.writeStringField("kind", run.kind().name());
            write(json, run.selection());
            json.writeBooleanField("dryRun", run.dryRun());
            json.writeNumberField("perSecond", run.perSecond());
            json.writeStringField("state", run.state().name());
            writeIfSet(json, "position", run.position());
            json.writeNumberField("repaired", run.repaired());
            json.writeNumberField("skipped", run.skipped());
            json.writeNumberField("failed", run.failed());
            json.writeStringField("startedAt", run.startedAt().toString());
            json.writeStringField("updatedAt", run.updatedAt().toString());
            json.writeNumberField("revision", run.revision());
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, RepairSelection selection) throws IOException {
        switch (selection) {
            case ByIds byIds -> {
                json.writeArrayFieldStart("ids");
                for (WebhookId id : byIds.ids()) {
                    json.writeString(id.value());
                }
                json.writeEndArray();
            }
            case Matching matching -> {
                writeIfSet(json, "status", matching.status());
                writeIfSet(json, "provider", matching.provider());
                writeIfSet(json, "receivedFrom", matching.receivedFrom());
                writeIfSet(json, "receivedBefore", matching.receivedBefore());
                writeIfSet(
                        json,
                        "reason",
                        matching.reason() == null ? null : matching.reason().code());
            }
        }
    }

    private static void writeIfSet(JsonGenerator json, String field, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value.toString());
        }
    }

    /**
     * Reads a run.
     *
     * @throws IllegalStateException if the text is not such a run
     */
    public static RepairRun read(String text) {
        try {
            return JsonText.read(text, json -> read(json));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException("a repair run is damaged", e);
        }
    }

    private static RepairRun read(JsonParser json) throws IOException {
        RepairRun.Builder run = RepairRun.builder();
        Conditions conditions = new Conditions();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (!conditions.read(field, json)) {
                readField(run, field, json);
            }
        }
        return run.selection(conditions.selection()).build();
    }

    private static void readField(RepairRun.Builder run, String field, JsonParser json) throws IOException {
        switch (field) {
            case "id" -> run.id(new RunId(json.getText()));
            case "kind" -> run.kind(RepairRun.Kind.valueOf(json.getText()));
            case "dryRun" -> run.dryRun(json.getBooleanValue());
            case "perSecond" -> run.perSecond(json.getIntValue());
            case "state" -> run.state(RepairRun.State.valueOf(json.getText()));
            case "position" -> run.position(json.getText());
            case "repaired" -> run.repaired(json.getLongValue());
            case "skipped" -> run.skipped(json.getLongValue());
            case "failed" -> run.failed(json.getLongValue());
            case "startedAt" -> run.startedAt(Instant.parse(json.getText()));
            case "updatedAt" -> run.updatedAt(Instant.parse(json.getText()));
            case "revision" -> run.revision(json.getLongValue());
            default -> json.skipChildren();
        }
    }

    /** What has been read of a selection. */
    private static final class Conditions {

        private @Nullable List<WebhookId> ids;
        private @Nullable WebhookStatus status;
        private @Nullable ProviderId provider;
        private @Nullable Instant receivedFrom;
        private @Nullable Instant receivedBefore;
        private @Nullable DeathReason reason;

        /** Returns false if the field is no condition. */
        boolean read(String field, JsonParser json) throws IOException {
            switch (field) {
                case "ids" -> ids = readIds(json);
                case "status" -> status = WebhookStatus.valueOf(json.getText());
                case "provider" -> provider = new ProviderId(json.getText());
                case "receivedFrom" -> receivedFrom = Instant.parse(json.getText());
                case "receivedBefore" -> receivedBefore = Instant.parse(json.getText());
                case "reason" -> reason = DeathReason.ofCode(json.getText());
                default -> {
                    return false;
                }
            }
            return true;
        }

        private static List<WebhookId> readIds(JsonParser json) throws IOException {
            List<WebhookId> read = new ArrayList<>();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                read.add(new WebhookId(json.getText()));
            }
            return read;
        }

        RepairSelection selection() {
            List<WebhookId> named = ids;
            return named != null
                    ? new ByIds(named)
                    : new Matching(status, provider, receivedFrom, receivedBefore, reason);
        }
    }
}
