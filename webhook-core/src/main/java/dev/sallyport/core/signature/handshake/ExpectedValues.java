package dev.sallyport.core.signature.handshake;

import dev.sallyport.core.signature.Field;
import dev.sallyport.core.signature.RefusalReason;
import dev.sallyport.core.signature.RequestFields;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what a request claims to know with what is configured, in a time that does not tell how much of it is right. */
final class ExpectedValues {

    private ExpectedValues() {}

    /** Returns why a request is refused, or null if it holds all values. */
    static @Nullable RefusalReason refusal(Map<Field, Field> expected, RequestFields fields) {
        for (Map.Entry<Field, Field> entry : expected.entrySet()) {
            String claimed = fields.text(entry.getKey());
            if (claimed == null) {
                return fields.fault();
            }
            String configured = fields.text(entry.getValue());
            if (configured == null || !MessageDigest.isEqual(utf8(configured), utf8(claimed))) {
                return RefusalReason.INVALID_SIGNATURE;
            }
        }
        return null;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
