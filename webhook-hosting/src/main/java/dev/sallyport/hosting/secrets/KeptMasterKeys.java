package dev.sallyport.hosting.secrets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SecretSource;
import dev.sallyport.core.port.out.SecretSource.SecretOutcome;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Master keys that an operator keeps in a secret manager: one line for each, {@code VERSION BASE64} or 64 hexadecimal
 * digits alone, the last of which seals. A key without a version is named by its digest, so that it keeps its name when a
 * line is added for its successor. Safe for any number of threads.
 */
public final class KeptMasterKeys implements MasterKeys {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern VERSIONED = Pattern.compile("([A-Za-z0-9._-]{1,64}) ([A-Za-z0-9+/]{43}=)");
    private static final int MARK_DIGITS = 8;

    private final String name;
    private final Supplier<Keys> keys;

    /**
     * Uses the keys that a supplier has at the time.
     *
     * @param name of the secret, for messages
     */
    public KeptMasterKeys(String name, Supplier<Keys> keys) {
        this.name = name;
        this.keys = keys;
    }

    /** The keys by version in the order of their lines, and the version of the last. */
    public record Keys(Map<String, SecretKey> byVersion, String current) {

        public Keys {
            byVersion = Collections.unmodifiableMap(new LinkedHashMap<>(byVersion));
        }

        /** Names the versions only. */
        @Override
        public String toString() {
            return "Keys" + byVersion.keySet();
        }
    }

    /**
     * Reads the keys from where they are kept, as they are now.
     *
     * @throws PortUnavailableException if they are out of reach, missing or malformed; the message repeats nothing of them
     */
    public static Keys read(SecretSource source, String name) {
        return switch (source.find(name)) {
            case SecretOutcome.Missing missing ->
                throw new PortUnavailableException("the secret manager has no master keys under " + name);
            case SecretOutcome.Found found -> parse(found.text(), name);
        };
    }

    private static Keys parse(String text, String name) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        String last = "";
        int number = 0;
        for (String line : text.strip().lines().toList()) {
            number++;
            Matcher versioned = VERSIONED.matcher(line.strip());
            if (HEX.matcher(line.strip()).matches()) {
                last = add(keys, "", HexFormat.of().parseHex(line.strip()));
            } else if (versioned.matches()) {
                last = add(keys, versioned.group(1), Base64.getDecoder().decode(versioned.group(2)));
            } else {
                throw new PortUnavailableException("line " + number + " of the master keys under " + name
                        + " is neither 'VERSION BASE64' of 32 bytes nor 64 hexadecimal digits");
            }
        }
        if (keys.isEmpty()) {
            throw new PortUnavailableException("the master keys under " + name + " are empty");
        }
        return new Keys(keys, last);
    }

    private static String add(Map<String, SecretKey> keys, String given, byte[] key) {
        String version = given.isEmpty() ? "k-" + mark(key) : given;
        keys.put(version, AesGcm.keyOf(key));
        return version;
    }

    /** Eight digits of the digest of a digest: enough to tell a few keys apart, and nothing to find one by. */
    private static String mark(byte[] key) {
        String digest = RawPayload.adopt(key).sha256().toHex();
        return RawPayload.adopt(digest.getBytes(US_ASCII)).sha256().toHex().substring(0, MARK_DIGITS);
    }

    @Override
    public String currentVersion() {
        return keys.get().current();
    }

    @Override
    public @Nullable SecretKey find(String version) {
        return keys.get().byVersion().get(version);
    }

    @Override
    public String whereKept() {
        return "the secret " + name + ": put its line back";
    }
}
