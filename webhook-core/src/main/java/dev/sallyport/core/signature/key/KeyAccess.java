package dev.sallyport.core.signature.key;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonEdit;
import dev.sallyport.core.payload.JsonFieldReader;
import dev.sallyport.core.payload.JsonFields;
import dev.sallyport.core.payload.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one customer of a provider asks for its keys: a {@link KeySource} with the customer's credentials filled in. Two
 * are equal if they ask in the same way. Immutable.
 */
public final class KeyAccess {

    /** A bare GET. */
    public static final KeyAccess OPEN = new KeyAccess(null, Map.of(), null, null);

    private final @Nullable TokenGrant token;
    private final Map<String, String> question;
    private final @Nullable String keyIdMember;
    private final KeySource.@Nullable Absence absence;

    KeyAccess(
            @Nullable TokenGrant token,
            Map<String, String> question,
            @Nullable String keyIdMember,
            KeySource.@Nullable Absence absence) {
        this.token = token;
        this.question = Map.copyOf(question);
        this.keyIdMember = keyIdMember;
        this.absence = absence;
    }

    /** Returns the token to be had first and shown as {@code Authorization: Bearer}; null if none is wanted. */
    public @Nullable TokenGrant token() {
        return token;
    }

    /** Returns the JSON to send by POST, which may hold credentials; null if the key is asked for by GET. */
    public @Nullable RawPayload question(@Nullable String keyId) {
        if (question.isEmpty() && keyIdMember == null) {
            return null;
        }
        RawPayload json = RawPayload.copyOf("{}".getBytes(StandardCharsets.US_ASCII));
        for (Map.Entry<String, String> member : new TreeMap<>(question).entrySet()) {
            json = JsonEdit.withText(json, new JsonPointer(List.of(member.getKey())), member.getValue());
        }
        return keyIdMember == null || keyId == null
                ? json
                : JsonEdit.withText(json, new JsonPointer(List.of(keyIdMember)), keyId);
    }

    /** Tells whether each key is a document of its own, although all lie at one address. */
    boolean asksByKeyId() {
        return keyIdMember != null;
    }

    /** Tells whether an answer, by more than its status, says that there is no such key. */
    public boolean isAbsence(int status, RawPayload body) {
        KeySource.Absence expected = absence;
        if (expected == null || status != expected.status()) {
            return false;
        }
        return JsonFieldReader.of(List.of(expected.at())).read(body) instanceof JsonFields.Found found
                && expected.text().equals(found.text(0));
    }

    /** Returns a resolver that asks in this way. */
    public KeyResolver appliedTo(KeyResolver resolver) {
        return equals(OPEN)
                ? resolver
                : request -> resolver.resolve(new KeyRequest(request.url(), request.keyId(), this));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyAccess that
                && Objects.equals(token, that.token)
                && question.equals(that.question)
                && Objects.equals(keyIdMember, that.keyIdMember)
                && Objects.equals(absence, that.absence);
    }

    @Override
    public int hashCode() {
        return Objects.hash(token, question, keyIdMember, absence);
    }

    /** Names no credentials. */
    @Override
    public String toString() {
        return "KeyAccess[" + (token == null ? "" : token) + "]";
    }
}
