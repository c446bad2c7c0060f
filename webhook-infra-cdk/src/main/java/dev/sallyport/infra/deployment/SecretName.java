package dev.sallyport.infra.deployment;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads references to secrets as far as AWS can follow them. Its messages never repeat what was written. */
final class SecretName {

    private static final String KIND = "secretsmanager:";
    private static final List<String> OF_ONE_MACHINE = List.of("env:", "file:", "literal:");
    private static final String REMEDY = ": write secretsmanager:NAME; the deployment makes an entry of that name, and"
            + " 'aws secretsmanager put-secret-value' gives it its value";

    /** @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html">Name</a> */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");

    private SecretName() {}

    /** Returns the name of an entry, or null after noting what is wrong. */
    static @Nullable String read(Node node, Outline outline) {
        String text = outline.text(node, "a secret");
        if (text.startsWith(KIND)) {
            return name(text.substring(KIND.length()), node, outline);
        }
        outline.note(
                node,
                OF_ONE_MACHINE.stream().anyMatch(text::startsWith)
                        ? "env:, file: and literal: are for gateways on one machine; a function on AWS has none of them"
                                + REMEDY
                        : "a secret is given by reference" + REMEDY);
        return null;
    }

    /** Returns the name of an entry if a value is given by reference; null if it is written out, or after noting. */
    static @Nullable String readIfReference(Node node, Outline outline) {
        String text = outline.text(node, "a value of 'config'");
        boolean reference = text.startsWith(KIND) || OF_ONE_MACHINE.stream().anyMatch(text::startsWith);
        return reference ? read(node, outline) : null;
    }

    private static @Nullable String name(String name, Node node, Outline outline) {
        if (!NAME.matcher(name).matches()) {
            outline.note(node, "the name of a secret is 1 to 512 of A-Z, a-z, 0-9 and /_+=.@-");
            return null;
        }
        return name;
    }
}
