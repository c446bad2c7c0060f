package dev.sallyport.core.signature.catalogue;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.coded.CodedSchemes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The schemes that Sallyport knows. Each is a resource of its own, read when it is first asked for: a function that
 * serves one provider does not pay for a hundred at its cold start.
 */
public final class SchemeCatalogue {

    private static final SchemeCatalogue BUILT_IN = new SchemeCatalogue();

    private final Map<String, SignatureScheme> read = new ConcurrentHashMap<>();
    private final SchemeReader reader = new SchemeReader(CodedSchemes::named, SchemeCatalogue::definition);

    private SchemeCatalogue() {}

    /** Returns the catalogue that is part of this library. */
    public static SchemeCatalogue builtIn() {
        return BUILT_IN;
    }

    /** Finds a scheme by name, such as {@code stripe}; null if there is none. */
    public @Nullable SignatureScheme find(String name) {
        SignatureScheme known = read.get(name);
        if (known != null) {
            return known;
        }
        Map<String, ?> definition = definition(name);
        if (definition == null) {
            return null;
        }
        SignatureScheme scheme = reader.read(name, definition);
        read.put(name, scheme);
        return scheme;
    }

    /** Returns the names of all schemes, sorted. */
    public List<String> names() {
        byte[] index = resource("index.txt");
        if (index == null) {
            throw new IllegalStateException("the catalogue's index is missing from this build");
        }
        return new String(index, StandardCharsets.UTF_8).lines().toList();
    }

    /** Returns all schemes, sorted by name. */
    public List<SignatureScheme> all() {
        return names().stream().map(this::known).toList();
    }

    private SignatureScheme known(String name) {
        SignatureScheme scheme = find(name);
        if (scheme == null) {
            throw new IllegalStateException("the catalogue's index names '" + name + "', which has no definition");
        }
        return scheme;
    }

    /** Returns a reader for a user's own definitions, which may be {@code like} one of this catalogue. */
    public SchemeReader reader() {
        return reader;
    }

    private static @Nullable Map<String, ?> definition(String name) {
        if (!isName(name)) {
            return null;
        }
        byte[] text = resource(name + ".json");
        if (text == null) {
            return null;
        }
        Map<String, Object> definition = JsonDocument.readObject(RawPayload.adopt(text));
        if (definition == null) {
            throw new IllegalStateException("the definition of '" + name + "' is not well-formed JSON");
        }
        return definition;
    }

    /** Names come from configuration: none may lead out of the catalogue's directory. */
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static byte @Nullable [] resource(String file) {
        try (InputStream in = SchemeCatalogue.class.getResourceAsStream("schemes/" + file)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the catalogue's " + file, e);
        }
    }
}
