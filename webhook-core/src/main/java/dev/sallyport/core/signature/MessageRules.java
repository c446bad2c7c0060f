package dev.sallyport.core.signature;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules of the common kind: a message is put together from parts of the request, signed, and the signature sent along.
 *
 * @param signature where the signature stands
 * @param timestamp where the signed time stands, or null if there is none
 * @param id where the message id stands, or null if there is none
 * @param required headers that must have exactly these values, such as a version
 * @param keyId where the request names the key, outside the signature's own text; none if it does not
 * @param message what is signed
 * @param algorithm how
 */
public record MessageRules(
        SignaturePlace signature,
        @Nullable TimestampRules timestamp,
        @Nullable IdRules id,
        Map<String, String> required,
        List<Field> keyId,
        Template message,
        Algorithm algorithm)
        implements SchemeRules {

    public MessageRules {
        required = Map.copyOf(required);
        keyId = List.copyOf(keyId);
    }

    @Override
    public Coverage coverage() {
        Coverage.Body body = Coverage.Body.NONE;
        boolean url = false;
        Set<String> headers = new LinkedHashSet<>();
        for (Part part : message.parts()) {
            Coverage.Body covered = bodyCoveredBy(part);
            body = covered.compareTo(body) < 0 ? covered : body;
            if (part instanceof Part.Value value) {
                if (value.field() instanceof Field.Header header) {
                    headers.add(header.name());
                }
                url |= value.field() instanceof Field.Query;
            }
        }
        List<Part> parts = message.parts();
        return new Coverage(
                body,
                parts.contains(Part.Simple.METHOD),
                url || parts.contains(Part.Simple.URL) || parts.contains(Part.Simple.PATH),
                parts.contains(Part.Simple.TIMESTAMP) || timeIsInTheBody(body),
                parts.contains(Part.Simple.ID),
                headers);
    }

    private boolean timeIsInTheBody(Coverage.Body body) {
        return timestamp != null
                && body == Coverage.Body.WHOLE
                && timestamp.fields().stream().allMatch(field -> field instanceof Field.Json);
    }

    private static Coverage.Body bodyCoveredBy(Part part) {
        return switch (part) {
            case Part.Simple simple ->
                switch (simple) {
                    case BODY, FORM_CONCATENATED -> Coverage.Body.WHOLE;
                    case BODY_CRC32 -> Coverage.Body.CHECKSUM;
                    case TIMESTAMP, ID, METHOD, URL, PATH, SECRET -> Coverage.Body.NONE;
                };
            case Part.BodyDigest digest -> Coverage.Body.WHOLE;
            case Part.FormPairs pairs -> Coverage.Body.WHOLE;
            case Part.Value value ->
                value.field() instanceof Field.Json || value.field() instanceof Field.Form
                        ? Coverage.Body.FIELDS
                        : Coverage.Body.NONE;
            case Part.Literal literal -> Coverage.Body.NONE;
        };
    }
}
