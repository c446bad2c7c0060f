package dev.sallyport.core.signature;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.payload.FormFields;
import dev.sallyport.core.payload.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one request, read when they are first asked for. A field that cannot be had is null, and
 * {@link #fault} says why. For one thread.
 */
public final class RequestFields {

    /** No header that a scheme reads is longer; a JSON Web Signature over a short message stays well below. */
    static final int LONGEST_TEXT = 8192;

    private final WebhookRequest request;
    private final VerifierOptions options;
    private final FieldReader reader;
    private @Nullable JsonFields json;
    private @Nullable BodyClaims claims;
    private @Nullable FormFields form;
    private @Nullable FormFields query;
    private RefusalReason fault = RefusalReason.MISSING_HEADER;

    RequestFields(WebhookRequest request, VerifierOptions options, FieldReader reader) {
        this.request = request;
        this.options = options;
        this.reader = reader;
    }

    /** Returns the request. */
    public WebhookRequest request() {
        return request;
    }

    /** Returns why the field that was last asked for is null. */
    public RefusalReason fault() {
        return fault;
    }

    /** Reads the first of several fields that is present; null if none is, or one is ambiguous or too long. */
    public @Nullable String firstText(List<Field> fields) {
        for (int i = 0; i < fields.size(); i++) {
            String text = text(fields.get(i));
            if (text != null || fault == RefusalReason.MALFORMED) {
                return text;
            }
        }
        return null;
    }

    /**
     * Reads a field. An empty one counts as absent. One that occurs twice, is longer than {@value #LONGEST_TEXT}
     * characters or stands in a body that cannot be read is malformed; the body as a whole may be of any length.
     */
    public @Nullable String text(Field field) {
        return switch (field) {
            case Field.Header header -> header(header.name());
            case Field.Json at -> json(at);
            case Field.Form at -> form(at.name());
            case Field.Query at -> query(at.name());
            case Field.Body whole -> body();
            case Field.Claim at -> claim(at);
            case Field.Config at -> present(options.config(at.name()));
            case Field.Item item -> throw new IllegalArgumentException("items are read with the signature");
            case Field.ItemAt item -> throw new IllegalArgumentException("items are read with the signature");
        };
    }

    /** Reads a header that stands on one line; blanks around its value do not belong to it (RFC 9110 section 5.5). */
    public @Nullable String header(String name) {
        Headers headers = request.headers();
        String value = null;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.nameAt(i).equalsIgnoreCase(name)) {
                if (value != null) {
                    return faulty(RefusalReason.MALFORMED);
                }
                value = headers.valueAt(i);
            }
        }
        return present(value);
    }

    /** Returns a text without blanks around it; null with a fault if it is absent, blank or too long. */
    @Nullable
    String present(@Nullable String text) {
        if (text == null) {
            return faulty(RefusalReason.MISSING_HEADER);
        }
        if (text.length() > LONGEST_TEXT) {
            return faulty(RefusalReason.MALFORMED);
        }
        String trimmed = trim(text, 0, text.length());
        return trimmed.isEmpty() ? faulty(RefusalReason.MISSING_HEADER) : trimmed;
    }

    /** Cuts blanks and tabs off both ends of a part of a text. */
    static String trim(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private @Nullable String json(Field.Json at) {
        JsonFields fields = json;
        if (fields == null) {
            fields = reader.json().read(request.body());
            json = fields;
        }
        return switch (fields) {
            case JsonFields.Found found -> present(found.text(reader.placeOf(at.pointer())));
            case JsonFields.Malformed malformed -> faulty(RefusalReason.MALFORMED);
        };
    }

    private @Nullable String body() {
        return request.body().size() == 0 ? faulty(RefusalReason.MISSING_HEADER) : BodyClaims.textOf(request.body());
    }

    private @Nullable String claim(Field.Claim at) {
        BodyClaims read = claims;
        if (read == null) {
            read = BodyClaims.of(request.body());
            claims = read;
        }
        return read.areReadable() ? present(read.text(at.steps())) : faulty(RefusalReason.MALFORMED);
    }

    private @Nullable String form(String name) {
        FormFields fields = form();
        return fields == null ? null : single(fields, name);
    }

    private @Nullable String query(String name) {
        FormFields fields = query;
        if (fields == null) {
            fields = FormFields.parseQuery(request.url());
            query = fields;
        }
        return fields == null ? faulty(RefusalReason.MALFORMED) : single(fields, name);
    }

    private @Nullable String single(FormFields fields, String name) {
        return fields.count(name) > 1 ? faulty(RefusalReason.MALFORMED) : present(fields.first(name));
    }

    /** Returns the fields of the form-encoded body; null with a fault if it cannot be read. */
    public @Nullable FormFields form() {
        FormFields fields = form;
        if (fields == null) {
            fields = FormFields.parse(request.body());
            form = fields;
        }
        if (fields == null) {
            fault = RefusalReason.MALFORMED;
        }
        return fields;
    }

    private @Nullable String faulty(RefusalReason reason) {
        fault = reason;
        return null;
    }
}
