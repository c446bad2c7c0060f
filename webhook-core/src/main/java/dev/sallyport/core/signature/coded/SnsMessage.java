package dev.sallyport.core.signature.coded;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonField;
import dev.sallyport.core.payload.JsonFieldReader;
import dev.sallyport.core.payload.JsonFields;
import dev.sallyport.core.payload.JsonPointer;
import dev.sallyport.core.signature.RefusalReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a message from Amazon SNS that are signed or needed to check the signature. */
final class SnsMessage {

    private static final List<String> NAMES = List.of(
            "Type",
            "MessageId",
            "TopicArn",
            "Subject",
            "Message",
            "Timestamp",
            "Token",
            "SubscribeURL",
            "SignatureVersion",
            "Signature",
            "SigningCertURL");

    private static final JsonFieldReader READER = JsonFieldReader.of(
            NAMES.stream().map(name -> JsonPointer.parse("/" + name)).toList());

    private static final List<String> OF_NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");

    private static final List<String> OF_CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    /** What is signed in a message of each type, in order. */
    private static final Map<String, List<String>> SIGNED = Map.of(
            "Notification", OF_NOTIFICATION,
            "SubscriptionConfirmation", OF_CONFIRMATION,
            "UnsubscribeConfirmation", OF_CONFIRMATION);

    private static final List<String> NEEDED = List.of("SignatureVersion", "Signature", "SigningCertURL");

    private final JsonFields.Found fields;

    private SnsMessage(JsonFields.Found fields) {
        this.fields = fields;
    }

    /** Returns null if the body is not JSON, or one of the fields stands twice or is anything but text or null. */
    static @Nullable SnsMessage read(RawPayload body) {
        return switch (READER.read(body)) {
            case JsonFields.Malformed malformed -> null;
            case JsonFields.Found found -> {
                boolean isText = true;
                for (int i = 0; i < NAMES.size(); i++) {
                    JsonField field = found.get(i);
                    isText &= field == null
                            || field.kind() == JsonField.Kind.STRING
                            || field.kind() == JsonField.Kind.NULL;
                }
                yield isText ? new SnsMessage(found) : null;
            }
        };
    }

    /** Tells whether a field is there and not null. */
    boolean has(String name) {
        return fields.text(NAMES.indexOf(name)) != null;
    }

    /** Returns a field; empty if it is absent. */
    String get(String name) {
        String text = fields.text(NAMES.indexOf(name));
        return text == null ? "" : text;
    }

    /**
     * Returns why the message cannot be checked, or null.
     *
     * <p>Of the signed fields only the message may hold line breaks: they separate the fields that are signed, so that
     * elsewhere one field could be passed off as two.
     */
    @Nullable
    RefusalReason fault() {
        for (String name : NEEDED) {
            if (get(name).isEmpty()) {
                return RefusalReason.MISSING_HEADER;
            }
        }
        if (get("Type").isEmpty()) {
            return RefusalReason.MISSING_HEADER;
        }
        List<String> signed = SIGNED.get(get("Type"));
        if (signed == null) {
            return RefusalReason.MALFORMED;
        }
        for (String name : signed) {
            boolean isSubject = name.equals("Subject");
            if (!isSubject && get(name).isEmpty()) {
                return RefusalReason.MISSING_HEADER;
            }
            if (!name.equals("Message") && get(name).indexOf('\n') >= 0) {
                return RefusalReason.MALFORMED;
            }
        }
        return null;
    }

    /** Returns what is signed: each field's name and value on lines of their own. */
    byte[] canonical() {
        StringBuilder text = new StringBuilder();
        for (String name : SIGNED.getOrDefault(get("Type"), List.of())) {
            if (has(name)) {
                text.append(name).append('\n').append(get(name)).append('\n');
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
