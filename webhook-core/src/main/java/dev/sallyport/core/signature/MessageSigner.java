package dev.sallyport.core.signature;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonEdit;
import dev.sallyport.core.signature.codec.TimeFormat;
import dev.sallyport.core.signature.key.DecodedKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs by schemes of the common kind. */
final class MessageSigner implements SchemeSigner {

    private final MessageRules rules;
    private final VerifierOptions options;
    private final FieldReader reader;
    private final MessageText message;
    private final List<KeyedAlgorithm> keys;

    MessageSigner(MessageRules rules, List<DecodedKey> keys, VerifierOptions options) {
        this.rules = rules;
        this.options = options;
        this.reader = FieldReader.of(MessageVerifier.fieldsOf(rules));
        this.message = new MessageText(rules.message());
        this.keys = keys.stream()
                .map(key -> KeyedAlgorithm.of(rules.algorithm(), key))
                .toList();
    }

    @Override
    public OutboundRequest sign(OutboundRequest request, Instant at, String id) {
        OutboundRequest prepared = request;
        for (Map.Entry<String, String> required : rules.required().entrySet()) {
            prepared = prepared.withHeader(required.getKey(), required.getValue());
        }
        TimestampRules timestamp = rules.timestamp();
        String time = timestamp == null ? null : timestamp.format().format(at);
        if (timestamp != null && time != null && !isItem(timestamp.fields().get(0))) {
            prepared = put(prepared, timestamp.fields().get(0), time);
        }
        IdRules idRules = rules.id();
        if (idRules != null && !isItem(idRules.fields().get(0))) {
            prepared = put(prepared, idRules.fields().get(0), id);
        }
        if (!rules.keyId().isEmpty()) {
            prepared = put(prepared, rules.keyId().get(0), keys.get(0).key().keyId());
        }
        MessageText.Filled filled =
                message.fill(reader.read(prepared.receivedAt(at), options), idRules == null ? null : id);
        if (filled == null) {
            throw new IllegalArgumentException("the request lacks a field that is signed: " + rules.message());
        }
        return withSignatures(prepared, filled, items(time, id));
    }

    /**
     * What a signature's text holds beside signatures.
     *
     * @param time the signed time as text; null if none is signed
     * @param text the items before the signatures, each with the separator after it
     */
    private record Items(@Nullable String time, String text) {}

    private Items items(@Nullable String time, String id) {
        IdRules idRules = rules.id();
        String idItem = idRules != null && idRules.fields().get(0) instanceof Field.Item item
                ? item.prefix() + id + rules.signature().items()
                : "";
        return new Items(time, timeItem(time) + idItem);
    }

    private OutboundRequest withSignatures(OutboundRequest request, MessageText.Filled filled, Items items) {
        SignaturePlace place = rules.signature();
        if (place.pairedWithKeys()) {
            OutboundRequest signed = request;
            for (int i = 0; i < Math.min(keys.size(), place.fields().size()); i++) {
                signed = put(signed, place.fields().get(i), text(List.of(keys.get(i)), filled, items));
            }
            return signed;
        }
        boolean several = !place.items().isEmpty() || !place.sets().isEmpty();
        return put(request, place.fields().get(0), text(several ? keys : keys.subList(0, 1), filled, items));
    }

    private String text(List<KeyedAlgorithm> signers, MessageText.Filled filled, Items items) {
        SignaturePlace place = rules.signature();
        List<String> signatures = new ArrayList<>();
        for (KeyedAlgorithm signer : signers) {
            String signature = place.encoding().encode(signer.sign(filled, items.time()));
            signatures.add(place.formats().get(0).render(signer.key().keyId(), signature));
        }
        String first = items.text();
        if (place.sets().isEmpty()) {
            return first + String.join(place.items(), signatures);
        }
        return first + String.join(place.sets() + first, signatures);
    }

    /** Returns the item that holds the time, with the separator after it; empty if the time stands elsewhere. */
    private String timeItem(@Nullable String time) {
        TimestampRules timestamp = rules.timestamp();
        if (timestamp == null || time == null) {
            return "";
        }
        return switch (timestamp.fields().get(0)) {
            case Field.Item item -> item.prefix() + time + rules.signature().items();
            case Field.ItemAt at -> time + rules.signature().items();
            case Field.Header at -> "";
            case Field.Json at -> "";
            case Field.Form at -> "";
            case Field.Query at -> "";
            case Field.Body at -> "";
            case Field.Claim at -> "";
            case Field.Config at -> "";
        };
    }

    private static boolean isItem(Field field) {
        return field instanceof Field.Item || field instanceof Field.ItemAt;
    }

    private OutboundRequest put(OutboundRequest request, Field field, String value) {
        return switch (field) {
            case Field.Header header -> request.withHeader(header.name().replace("#", "1"), value);
            case Field.Json at -> request.withBody(withJson(request.body(), at, value));
            case Field.Form at -> request.withBody(appended(request.body(), at.name(), value));
            case Field.Query at ->
                request.withUrl(request.url() + (request.url().indexOf('?') < 0 ? '?' : '&') + pair(at.name(), value));
            case Field.Body whole -> throw new IllegalArgumentException("a body is not written by a signature");
            case Field.Claim at -> throw new IllegalArgumentException("claims are written with their token");
            case Field.Config at -> request;
            case Field.Item at -> throw new IllegalArgumentException("items are written with the signature");
            case Field.ItemAt at -> throw new IllegalArgumentException("items are written with the signature");
        };
    }

    /** Times counted from 1970 stand in bodies as JSON numbers, everything else as strings. */
    private RawPayload withJson(RawPayload body, Field.Json at, String value) {
        TimestampRules timestamp = rules.timestamp();
        boolean isNumber = timestamp != null
                && timestamp.fields().contains(at)
                && timestamp.format() != TimeFormat.ISO8601
                && timestamp.format() != TimeFormat.ISO8601_ZONELESS;
        return isNumber ? JsonEdit.withNumber(body, at.pointer(), value) : JsonEdit.withText(body, at.pointer(), value);
    }

    private static RawPayload appended(RawPayload body, String name, String value) {
        byte[] before = body.toByteArray();
        byte[] pair = ((before.length == 0 ? "" : "&") + pair(name, value)).getBytes(StandardCharsets.US_ASCII);
        byte[] after = Arrays.copyOf(before, before.length + pair.length);
        System.arraycopy(pair, 0, after, before.length, pair.length);
        return RawPayload.adopt(after);
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
