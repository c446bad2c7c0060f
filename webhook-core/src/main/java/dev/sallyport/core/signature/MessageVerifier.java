package dev.sallyport.core.signature;

import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.key.DecodedKey;
import dev.sallyport.core.signature.key.KeyRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks signatures of schemes of the common kind, in the order: presence, form, then signature and time. */
final class MessageVerifier implements SchemeVerifier {

    private final MessageRules rules;
    private final VerifierOptions options;
    private final FieldReader reader;
    private final SignatureParser parser;
    private final MessageText message;
    private final @Nullable TimeWindow window;
    private final Coverage coverage;
    private final KeyRing<KeyedAlgorithm> keys;

    MessageVerifier(MessageRules rules, KeyRules keyRules, List<DecodedKey> keys, VerifierOptions options) {
        this.rules = rules;
        this.options = options;
        this.reader = FieldReader.of(fieldsOf(rules));
        this.parser = new SignatureParser(rules.signature(), rules.timestamp(), rules.id());
        this.message = new MessageText(rules.message());
        TimestampRules timestamp = rules.timestamp();
        this.window = timestamp == null ? null : options.window(timestamp.pastTolerance(), timestamp.futureTolerance());
        this.coverage = rules.coverage();
        this.keys = KeyRing.of(keyRules, keys, options, key -> KeyedAlgorithm.of(rules.algorithm(), key));
    }

    static List<Field> fieldsOf(MessageRules rules) {
        List<Field> fields = new ArrayList<>(rules.signature().fields());
        TimestampRules timestamp = rules.timestamp();
        if (timestamp != null) {
            fields.addAll(timestamp.fields());
        }
        IdRules id = rules.id();
        if (id != null) {
            fields.addAll(id.fields());
        }
        fields.addAll(rules.keyId());
        for (Part part : rules.message().parts()) {
            if (part instanceof Part.Value value) {
                fields.add(value.field());
            }
        }
        return fields;
    }

    @Override
    public VerificationResult verify(WebhookRequest request) {
        RequestFields fields = reader.read(request, options);
        RefusalReason unmet = unmetRequirement(fields);
        if (unmet != null) {
            return VerificationResult.Refused.because(unmet);
        }
        SignatureParser.Outcome signatures = parser.parse(fields);
        if (signatures.refusal != null) {
            return VerificationResult.Refused.because(signatures.refusal);
        }
        String id = signatures.id;
        IdRules idRules = rules.id();
        if (idRules != null) {
            id = id == null ? fields.firstText(idRules.fields()) : id;
            if (id == null) {
                return VerificationResult.Refused.because(fields.fault());
            }
            if (id.isEmpty() || holdsAny(id, idRules.forbidden())) {
                return VerificationResult.Refused.because(RefusalReason.MALFORMED);
            }
        }
        String keyId = rules.keyId().isEmpty() ? null : fields.firstText(rules.keyId());
        if (keyId == null && !rules.keyId().isEmpty() && fields.fault() == RefusalReason.MALFORMED) {
            return VerificationResult.Refused.because(RefusalReason.MALFORMED);
        }
        MessageText.Filled filled = message.fill(fields, id);
        return filled == null
                ? VerificationResult.Refused.because(fields.fault())
                : check(filled, signatures.sets, keyId, request.receivedAt());
    }

    private @Nullable RefusalReason unmetRequirement(RequestFields fields) {
        if (rules.required().isEmpty()) {
            return null;
        }
        for (Map.Entry<String, String> required : rules.required().entrySet()) {
            String value = fields.header(required.getKey());
            if (value == null) {
                return fields.fault();
            }
            if (!value.equals(required.getValue())) {
                return RefusalReason.MALFORMED;
            }
        }
        return null;
    }

    private static boolean holdsAny(String text, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            if (text.indexOf(characters.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private VerificationResult check(
            MessageText.Filled filled, List<SignatureSet> sets, @Nullable String keyId, Instant receivedAt) {
        // Asymmetric signatures are dear to check, and their keys may have to be fetched: the time comes first.
        boolean timeFirst = rules.algorithm().family() == Algorithm.Family.ASYMMETRIC;
        if (timeFirst && !anyInTime(sets, receivedAt)) {
            return VerificationResult.Refused.because(RefusalReason.EXPIRED);
        }
        List<KeyedAlgorithm> candidates = keys.find(keyId, receivedAt);
        if (candidates == null) {
            return new VerificationResult.Undecided();
        }
        RefusalReason refusal = RefusalReason.INVALID_SIGNATURE;
        for (int i = 0; i < sets.size(); i++) {
            SignatureSet set = sets.get(i);
            boolean inTime = isInTime(set, receivedAt);
            if (timeFirst && !inTime) {
                refusal = RefusalReason.EXPIRED;
                continue;
            }
            for (int k = 0; k < candidates.size(); k++) {
                KeyedAlgorithm key = candidates.get(k);
                if (isUsable(key.key(), k, set, keyId, receivedAt) && key.matches(filled, set)) {
                    if (inTime) {
                        return new VerificationResult.Verified(key.key().keyId(), coverage, set.signedAt());
                    }
                    refusal = RefusalReason.EXPIRED;
                }
            }
        }
        return VerificationResult.Refused.because(refusal);
    }

    private boolean anyInTime(List<SignatureSet> sets, Instant receivedAt) {
        for (int i = 0; i < sets.size(); i++) {
            if (isInTime(sets.get(i), receivedAt)) {
                return true;
            }
        }
        return false;
    }

    private boolean isInTime(SignatureSet set, Instant receivedAt) {
        Instant signedAt = set.signedAt();
        return window == null || signedAt == null || window.contains(signedAt, receivedAt);
    }

    private boolean isUsable(DecodedKey key, int place, SignatureSet set, @Nullable String keyId, Instant receivedAt) {
        return key.isValidAt(receivedAt)
                && key.answersTo(keyId)
                && (!rules.signature().pairedWithKeys() || set.place == place);
    }
}
