package dev.sallyport.hosting.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RepairSelection;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes how far runs have come; the names are part of the HTTP interface. */
final class RepairJson {

    private RepairJson() {}

    /** Writes the members of a run. */
    static void write(JsonGenerator json, RepairRun run) throws IOException {
        json.writeStringField("run_id", run.id().value());
        json.writeStringField("kind", run.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("state", run.state().name());
        json.writeBooleanField("dry_run", run.dryRun());
        json.writeNumberField("per_second", run.perSecond());
        json.writeObjectFieldStart("selection");
        write(json, run.selection());
        json.writeEndObject();
        json.writeNumberField("visited", run.visited());
        json.writeNumberField("repaired", run.repaired());
        json.writeNumberField("skipped", run.skipped());
        json.writeNumberField("failed", run.failed());
        json.writeStringField("started_at", run.startedAt().toString());
        json.writeStringField("updated_at", run.updatedAt().toString());
    }

    private static void write(JsonGenerator json, RepairSelection selection) throws IOException {
        switch (selection) {
            case RepairSelection.ByIds byIds -> {
                json.writeArrayFieldStart("ids");
                for (WebhookId id : byIds.ids()) {
                    json.writeString(id.value());
                }
                json.writeEndArray();
            }
            case RepairSelection.Matching matching -> {
                DeathReason reason = matching.reason();
                writeIfSet(json, "status", matching.status());
                writeIfSet(json, "provider", matching.provider());
                writeIfSet(json, "from", matching.receivedFrom());
                writeIfSet(json, "to", matching.receivedBefore());
                writeIfSet(json, "reason", reason == null ? null : reason.code());
            }
        }
    }

    private static void writeIfSet(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }
}
