package dev.sallyport.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.local.transfer.TransferCounts;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows what was exported or imported. */
final class TransferRendering {

    private TransferRendering() {}

    /** Returns one line for people. */
    static String describe(TransferCounts counts) {
        String kinds = counts.byKind().entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
        return (kinds.isEmpty() ? "nothing" : kinds) + "; bodies " + counts.bodies()
                + (counts.missing() == 0 ? "" : ", expired before " + counts.missing());
    }

    /** Writes the fields of an object for programs. */
    static void write(JsonGenerator json, TransferCounts counts) throws IOException {
        json.writeObjectFieldStart("lines");
        for (Map.Entry<String, Long> kind : counts.byKind().entrySet()) {
            json.writeNumberField(kind.getKey(), kind.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("bodies", counts.bodies());
        json.writeNumberField("missing", counts.missing());
        json.writeNumberField("present", counts.present());
        json.writeNumberField("conflicts", counts.conflicts());
    }
}
