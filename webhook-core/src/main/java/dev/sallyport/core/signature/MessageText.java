package dev.sallyport.core.signature;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.payload.FormFields;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The message of a scheme, prepared so that the fixed parts are bytes already. */
final class MessageText {

    private final List<Part> parts;

    /** At each part's place its bytes; null if they come from the request, the set or the key. */
    private final byte[] @Nullable [] prepared;

    private final boolean needsLookup;

    MessageText(Template template) {
        this.parts = template.parts();
        this.prepared = new byte[parts.size()][];
        boolean lookup = false;
        for (int i = 0; i < prepared.length; i++) {
            prepared[i] = prepare(parts.get(i));
            lookup |= isLookedUp(parts.get(i));
        }
        this.needsLookup = lookup;
    }

    private static byte @Nullable [] prepare(Part part) {
        return part instanceof Part.Literal literal ? literal.text().getBytes(StandardCharsets.UTF_8) : null;
    }

    private static boolean isLookedUp(Part part) {
        return switch (part) {
            case Part.Literal literal -> false;
            case Part.Simple simple ->
                switch (simple) {
                    case BODY, TIMESTAMP, ID, SECRET -> false;
                    case METHOD, URL, PATH, BODY_CRC32, FORM_CONCATENATED -> true;
                };
            case Part.Value value -> true;
            case Part.BodyDigest digest -> true;
            case Part.FormPairs pairs -> true;
        };
    }

    /** Fills the template from a request; null, with a fault in the fields, if a place is missing or malformed. */
    @Nullable
    Filled fill(RequestFields fields, @Nullable String id) {
        byte[] @Nullable [] bytes = prepared;
        if (needsLookup) {
            bytes = prepared.clone();
            for (int i = 0; i < bytes.length; i++) {
                if (isLookedUp(parts.get(i))) {
                    byte[] found = lookUp(parts.get(i), fields);
                    if (found == null) {
                        return null;
                    }
                    bytes[i] = found;
                }
            }
        }
        return new Filled(parts, bytes, fields.request().body(), id == null ? "" : id);
    }

    private static byte @Nullable [] lookUp(Part part, RequestFields fields) {
        WebhookRequest request = fields.request();
        String text =
                switch (part) {
                    case Part.Value value -> {
                        String found = fields.text(value.field());
                        yield found != null && value.lowerCase() ? found.toLowerCase(Locale.ROOT) : found;
                    }
                    case Part.BodyDigest digest -> digest(digest, request.body());
                    case Part.FormPairs pairs -> pairs(fields.form(), pairs.excluded());
                    case Part.Simple simple ->
                        switch (simple) {
                            case METHOD -> request.method();
                            case URL -> request.url();
                            case PATH -> path(request.url());
                            case BODY_CRC32 -> crc32(request.body());
                            case FORM_CONCATENATED -> concatenated(fields.form());
                            case BODY, TIMESTAMP, ID, SECRET -> throw new IllegalStateException("prepared already");
                        };
                    case Part.Literal literal -> literal.text();
                };
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(Part.BodyDigest part, RawPayload body) {
        try {
            MessageDigest digest = MessageDigest.getInstance(part.digest().jcaName());
            body.update(digest);
            return part.encoding().encode(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + part.digest(), e);
        }
    }

    private static String crc32(RawPayload body) {
        CRC32 crc = new CRC32();
        crc.update(body.asReadOnlyBuffer());
        return Long.toString(crc.getValue());
    }

    /** A URL that is not one cannot be the one that was signed; as an empty path it fails like any wrong one. */
    private static String path(String url) {
        try {
            String path = new URI(url).getRawPath();
            return path == null ? "" : path;
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static @Nullable String concatenated(@Nullable FormFields form) {
        if (form == null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int field : sorted(form)) {
            text.append(form.nameAt(field)).append(form.valueAt(field));
        }
        return text.toString();
    }

    private static @Nullable String pairs(@Nullable FormFields form, Set<String> excluded) {
        if (form == null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int field : sorted(form)) {
            if (!excluded.contains(form.nameAt(field)) && !form.valueAt(field).isEmpty()) {
                text.append(text.isEmpty() ? "" : "&")
                        .append(form.nameAt(field))
                        .append('=')
                        .append(form.valueAt(field));
            }
        }
        return text.toString();
    }

    private static List<Integer> sorted(FormFields form) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < form.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(form::nameAt));
        return order;
    }

    /** The message of one request, but for the timestamp and the secret, which differ from set to set and key to key. */
    static final class Filled {

        private final List<Part> parts;
        private final byte[] @Nullable [] bytes;
        private final RawPayload body;
        private final String id;

        private Filled(List<Part> parts, byte[] @Nullable [] bytes, RawPayload body, String id) {
            this.parts = parts;
            this.bytes = bytes;
            this.body = body;
            this.id = id;
        }

        void writeTo(MessageSink sink, @Nullable String timestamp, byte[] secret) {
            for (int i = 0; i < bytes.length; i++) {
                byte[] fixed = bytes[i];
                if (fixed != null) {
                    sink.update(fixed);
                } else if (parts.get(i) instanceof Part.Simple part) {
                    switch (part) {
                        case BODY -> sink.update(body);
                        case ID -> sink.update(id.getBytes(StandardCharsets.UTF_8));
                        case TIMESTAMP ->
                            sink.update((timestamp == null ? "" : timestamp).getBytes(StandardCharsets.UTF_8));
                        case SECRET -> sink.update(secret);
                        case METHOD, URL, PATH, BODY_CRC32, FORM_CONCATENATED ->
                            throw new IllegalStateException("looked up already");
                    }
                }
            }
        }
    }
}
