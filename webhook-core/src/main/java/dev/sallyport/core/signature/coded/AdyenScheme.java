package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.payload.JsonEdit;
import dev.sallyport.core.payload.JsonField;
import dev.sallyport.core.payload.JsonFieldReader;
import dev.sallyport.core.payload.JsonFields;
import dev.sallyport.core.payload.JsonPointer;
import dev.sallyport.core.signature.Algorithm;
import dev.sallyport.core.signature.CodedScheme;
import dev.sallyport.core.signature.Coverage;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.HmacComputation;
import dev.sallyport.core.signature.HmacKey;
import dev.sallyport.core.signature.OrderingMark;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.SchemeSigner;
import dev.sallyport.core.signature.SchemeVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.codec.Encoding;
import dev.sallyport.core.signature.codec.TimeFormat;
import dev.sallyport.core.signature.key.DecodedKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Adyen's standard notifications: a body holds one or more items, each with a signature of its own over eight of its
 * fields. A request is genuine if every item is, by the same key.
 *
 * <p>Code, because the data model has one signature per request.
 */
final class AdyenScheme implements CodedScheme {

    /** Adyen sends batches of up to six; beyond this a body is not one of theirs. */
    private static final int MOST_ITEMS = 64;

    private static final String ITEM = "/notificationItems/%d/NotificationRequestItem";

    private static final List<String> SIGNED = List.of(
            "/pspReference",
            "/originalReference",
            "/merchantAccountCode",
            "/merchantReference",
            "/amount/value",
            "/amount/currency",
            "/eventCode",
            "/success");

    private static final int PSP_REFERENCE = 0;
    private static final int EVENT_CODE = 6;
    private static final int SUCCESS = 7;
    private static final int SIGNATURE = 8;
    private static final int EVENT_DATE = 9;
    private static final int ITSELF = 10;
    private static final int FIELDS_PER_ITEM = 11;

    private static final String SIGNATURE_AT = "/additionalData/hmacSignature";

    /** Most notifications hold one item; only others pay for more fields. */
    private static final JsonFieldReader FIRST_TWO = readerOf(2);

    private static final JsonFieldReader MANY = readerOf(MOST_ITEMS + 1);

    private static JsonFieldReader readerOf(int items) {
        List<JsonPointer> pointers = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            String at = String.format(Locale.ROOT, ITEM, item);
            for (String field : SIGNED) {
                pointers.add(JsonPointer.parse(at + field));
            }
            pointers.add(JsonPointer.parse(at + SIGNATURE_AT));
            pointers.add(JsonPointer.parse(at + "/eventDate"));
            pointers.add(JsonPointer.parse("/notificationItems/" + item));
        }
        return JsonFieldReader.of(pointers);
    }

    @Override
    public Coverage coverage() {
        return Coverage.bodyFields();
    }

    @Override
    public Description describe() {
        return new Description(
                "body: additionalData.hmacSignature of each item",
                "hmac-sha256",
                "eight fields of each item, joined by ':'",
                null,
                new IdentityInWords(
                        "pspReference, eventCode and success of each item", "eventCode", "time at eventDate"));
    }

    @Override
    public SchemeVerifier verifier(List<DecodedKey> keys, VerifierOptions options) {
        List<Keyed> prepared = keys.stream().map(Keyed::of).toList();
        Coverage coverage = coverage();
        return request -> verify(request, prepared, coverage);
    }

    private record Keyed(DecodedKey key, HmacKey hmac) {

        static Keyed of(DecodedKey key) {
            return new Keyed(key, HmacKey.of(Algorithm.HMAC_SHA256, key.secret()));
        }
    }

    private static VerificationResult verify(WebhookRequest request, List<Keyed> keys, Coverage coverage) {
        Items items = Items.read(request.body());
        if (items == null) {
            return VerificationResult.Refused.because(RefusalReason.MALFORMED);
        }
        List<byte[]> signatures = new ArrayList<>();
        for (int item = 0; item < items.count; item++) {
            String text = items.text(item, SIGNATURE);
            if (text == null || text.isEmpty()) {
                return VerificationResult.Refused.because(RefusalReason.MISSING_HEADER);
            }
            byte[] signature = Encoding.BASE64.decode(text);
            if (signature == null) {
                return VerificationResult.Refused.because(RefusalReason.MALFORMED);
            }
            signatures.add(signature);
        }
        for (Keyed key : keys) {
            if (key.key().isValidAt(request.receivedAt()) && signedAll(items, signatures, key.hmac())) {
                return new VerificationResult.Verified(key.key().keyId(), coverage, null);
            }
        }
        return VerificationResult.Refused.because(RefusalReason.INVALID_SIGNATURE);
    }

    private static boolean signedAll(Items items, List<byte[]> signatures, HmacKey key) {
        boolean all = true;
        for (int item = 0; item < items.count; item++) {
            all &= MessageDigest.isEqual(signature(items, item, key), signatures.get(item));
        }
        return all;
    }

    private static byte[] signature(Items items, int item, HmacKey key) {
        HmacComputation code = key.begin();
        for (int field = 0; field < SIGNED.size(); field++) {
            if (field > 0) {
                code.update((byte) ':');
            }
            String text = items.text(item, field);
            if (text != null) {
                code.update(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return code.finish();
    }

    @Override
    public SchemeSigner signer(List<DecodedKey> keys, VerifierOptions options) {
        HmacKey key = Keyed.of(keys.get(0)).hmac();
        return (request, at, id) -> sign(request, key);
    }

    private static OutboundRequest sign(OutboundRequest request, HmacKey key) {
        Items items = Items.read(request.body());
        if (items == null) {
            throw new IllegalArgumentException("the body is not an Adyen notification with notificationItems");
        }
        RawPayload body = request.body();
        for (int item = 0; item < items.count; item++) {
            JsonPointer at = JsonPointer.parse(String.format(Locale.ROOT, ITEM, item) + SIGNATURE_AT);
            body = JsonEdit.withText(body, at, Encoding.BASE64.encode(signature(items, item, key)));
        }
        return request.withBody(body);
    }

    /**
     * Adyen gives no event id; reference, code and success together name an event. A batch is named by all its items:
     * by the first alone, two batches that begin alike would be taken for one.
     */
    @Override
    public EventIdentity identify(WebhookRequest request) {
        Items items = Items.read(request.body());
        if (items == null) {
            return EventIdentity.UNKNOWN;
        }
        StringBuilder id = new StringBuilder();
        for (int item = 0; item < items.count; item++) {
            String reference = items.text(item, PSP_REFERENCE);
            String code = items.text(item, EVENT_CODE);
            if (reference == null || code == null) {
                return new EventIdentity(null, type(items), null, null);
            }
            String success = items.text(item, SUCCESS);
            id.append(id.isEmpty() ? "" : ",")
                    .append(escaped(reference))
                    .append(':')
                    .append(escaped(code))
                    .append(':')
                    .append(success == null ? "" : escaped(success));
        }
        return new EventIdentity(id.toString(), type(items), items.text(0, PSP_REFERENCE), order(items));
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace(":", "%3a").replace(",", "%2c");
    }

    private static EventType type(Items items) {
        String code = items.text(0, EVENT_CODE);
        return code == null ? EventType.UNKNOWN : EventType.lenient(code);
    }

    private static @Nullable OrderingMark order(Items items) {
        String date = items.text(0, EVENT_DATE);
        Instant instant = date == null ? null : TimeFormat.ISO8601.parse(date);
        return instant == null ? null : OrderingMark.of(OrderingMark.Kind.TIME, instant);
    }

    /** The fields of all items of one body. */
    private static final class Items {

        private final JsonFields.Found fields;
        private final int count;

        private Items(JsonFields.Found fields, int count) {
            this.fields = fields;
            this.count = count;
        }

        /** Returns null if the body is not a notification of 1 to {@value #MOST_ITEMS} items. */
        static @Nullable Items read(RawPayload body) {
            Items items = read(body, FIRST_TWO);
            if (items != null && items.count == 2) {
                items = read(body, MANY);
            }
            return items == null || items.count < 1 || items.count > MOST_ITEMS ? null : items;
        }

        private static @Nullable Items read(RawPayload body, JsonFieldReader reader) {
            return switch (reader.read(body)) {
                case JsonFields.Malformed malformed -> null;
                case JsonFields.Found found -> {
                    int most = reader == MANY ? MOST_ITEMS + 1 : 2;
                    int count = 0;
                    while (count < most && isItem(found, count)) {
                        count++;
                    }
                    // Anything else behind the items could hold what nobody signed.
                    boolean moreBehind = count < most && found.get(FIELDS_PER_ITEM * count + ITSELF) != null;
                    yield moreBehind ? null : new Items(found, count);
                }
            };
        }

        private static boolean isItem(JsonFields.Found found, int item) {
            JsonField field = found.get(FIELDS_PER_ITEM * item + ITSELF);
            return field != null && field.kind() == JsonField.Kind.OBJECT;
        }

        /** Returns a field's text; null if it is absent, null or not a scalar, which counts as empty when signed. */
        @Nullable
        String text(int item, int field) {
            return fields.text(FIELDS_PER_ITEM * item + field);
        }
    }
}
