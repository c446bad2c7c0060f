package dev.sallyport.testkit.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads files of sample bodies: one JSON object a line, with {@code provider}, {@code eventType}, {@code id}, {@code
 * contentType} and {@code body}, the exact text to send. Empty lines are skipped.
 */
public final class ProviderPayloads {

    private static final String BUNDLED = "/dev/sallyport/testkit/payloads/sample-payloads.ndjson";

    private ProviderPayloads() {}

    /** Returns the 24 samples that are part of this library: some of each of Adyen, GitHub and Stripe. */
    public static List<ProviderPayload> bundled() {
        try (InputStream in = ProviderPayloads.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException("the sample payloads are missing from this build");
            }
            return read(new InputStreamReader(in, UTF_8), BUNDLED);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sample payloads", e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or a line is not of the form above; the message names file and line
     */
    public static List<ProviderPayload> read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            return read(reader, file.toString());
        }
    }

    private static List<ProviderPayload> read(Reader text, String name) throws IOException {
        List<ProviderPayload> payloads = new ArrayList<>();
        BufferedReader lines = new BufferedReader(text);
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine(), number++) {
            if (!line.isBlank()) {
                payloads.add(payload(line, name + ", line " + number));
            }
        }
        return List.copyOf(payloads);
    }

    private static ProviderPayload payload(String line, String place) throws IOException {
        Map<String, Object> fields = JsonDocument.readObject(RawPayload.adopt(line.getBytes(UTF_8)));
        if (fields == null) {
            throw new IOException(place + ": not a JSON object");
        }
        String provider = field(fields, "provider", place);
        if (!ProviderId.isWellFormed(provider)) {
            throw new IOException(place + ": 'provider' must be lower-case letters, digits and hyphens");
        }
        return new ProviderPayload(
                new ProviderId(provider),
                field(fields, "eventType", place),
                field(fields, "id", place),
                field(fields, "contentType", place),
                RawPayload.adopt(field(fields, "body", place).getBytes(UTF_8)));
    }

    private static String field(Map<String, Object> fields, String name, String place) throws IOException {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IOException(place + ": '" + name + "' must be a string");
    }
}
