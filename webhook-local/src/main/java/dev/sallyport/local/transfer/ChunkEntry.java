package dev.sallyport.local.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.format.JsonText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest says of a chunk.
 *
 * @param number its place among all chunks, from 1
 * @param section the section that it belongs to
 * @param lines how many lines its file of lines has
 * @param sha256 the digest of that file
 * @param bodies how many bodies its bundle has; without any there is no bundle
 * @param bodiesSha256 the digest of the bundle; null without one
 * @param missing how many webhooks have no body any more
 * @param next where the section goes on; null where it ends
 */
record ChunkEntry(
        int number,
        String section,
        int lines,
        Sha256 sha256,
        int bodies,
        @Nullable Sha256 bodiesSha256,
        int missing,
        @Nullable String next) {

    String fileOfLines() {
        return "%06d-%s.ndjson".formatted(number, section);
    }

    String fileOfBodies() {
        return "%06d-%s.spb".formatted(number, section);
    }

    String write() {
        return JsonText.write(json -> {
            json.writeStartObject();
            json.writeNumberField("chunk", number);
            json.writeStringField("section", section);
            json.writeNumberField("lines", lines);
            json.writeStringField("sha256", sha256.toHex());
            json.writeNumberField("bodies", bodies);
            if (bodiesSha256 != null) {
                json.writeStringField("bodiesSha256", bodiesSha256.toHex());
            }
            json.writeNumberField("missing", missing);
            if (next != null) {
                json.writeStringField("next", next);
            }
            json.writeEndObject();
        });
    }

    /** Reads an entry; throws if the text is none. */
    static ChunkEntry read(String text) throws IOException {
        return JsonText.read(text, json -> {
            Parts parts = new Parts();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                parts.read(field, json);
            }
            return parts.entry();
        });
    }

    /** What has been read of an entry. */
    private static final class Parts {

        private int number;
        private String section = "";
        private int lines;
        private String sha256 = "";
        private int bodies;
        private @Nullable String bodiesSha256;
        private int missing;
        private @Nullable String next;

        void read(String field, JsonParser json) throws IOException {
            switch (field) {
                case "chunk" -> number = json.getIntValue();
                case "section" -> section = json.getText();
                case "lines" -> lines = json.getIntValue();
                case "sha256" -> sha256 = json.getText();
                case "bodies" -> bodies = json.getIntValue();
                case "bodiesSha256" -> bodiesSha256 = json.getText();
                case "missing" -> missing = json.getIntValue();
                case "next" -> next = json.getText();
                default -> json.skipChildren();
            }
        }

        ChunkEntry entry() {
            String digest = bodiesSha256;
            return new ChunkEntry(
                    number,
                    section,
                    lines,
                    Sha256.ofHex(sha256),
                    bodies,
                    digest == null ? null : Sha256.ofHex(digest),
                    missing,
                    next);
        }
    }
}
