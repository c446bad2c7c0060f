package dev.sallyport.hosting.config;

import dev.sallyport.hosting.config.YamlValue.Scalar;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads references to secrets. Its messages never repeat what was written: it may be the secret itself. */
final class SecretReferenceReader {

    private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> KINDS = List.of("env", "file", "secretsmanager", "literal");

    private SecretReferenceReader() {}

    /** Returns the reference, or null after noting what is wrong. */
    static @Nullable SecretReference read(Scalar scalar, Problems problems) {
        Position at = scalar.at();
        int colon = scalar.text().indexOf(':');
        String kind = colon < 0 ? "" : scalar.text().substring(0, colon);
        if (!KINDS.contains(kind)) {
            problems.add(
                    at,
                    "a secret is given by reference: write env:NAME, file:PATH, secretsmanager:NAME,"
                            + " or literal:VALUE for tests and demos");
            return null;
        }
        String rest = scalar.text().substring(colon + 1);
        if (rest.isBlank()) {
            problems.add(at, "nothing follows '" + kind + ":': an empty secret is no secret");
            return null;
        }
        return switch (kind) {
            case "env" -> env(rest, at, problems);
            case "file" -> new SecretReference.File(rest, at);
            case "secretsmanager" -> new SecretReference.SecretsManager(rest, at);
            default -> new SecretReference.Literal(new SecretText(rest), at);
        };
    }

    /** Returns the reference of a value that may also be written out; null after noting what is wrong. */
    static @Nullable SecretReference readValue(Scalar scalar, Problems problems) {
        int colon = scalar.text().indexOf(':');
        if (colon >= 0 && KINDS.contains(scalar.text().substring(0, colon))) {
            return read(scalar, problems);
        }
        if (scalar.text().isBlank()) {
            problems.add(scalar.at(), "is blank: give a value or remove the line");
            return null;
        }
        return new SecretReference.Literal(new SecretText(scalar.text()), scalar.at());
    }

    private static @Nullable SecretReference env(String name, Position at, Problems problems) {
        if (ENV_NAME.matcher(name).matches()) {
            return new SecretReference.Env(name, at);
        }
        problems.add(at, "after 'env:' follows the name of an environment variable: letters, digits and '_'");
        return null;
    }
}
