package dev.sallyport.infra.synthesis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks once for Node.js. */
final class NodePresence implements ExecutionCondition {

    static final String REMEDY =
            "the CDK's templates are made in Node.js: install version 20 or later and put 'node' on"
                    + " the PATH, or point JSII_NODE at it";

    private static final Pattern VERSION = Pattern.compile("v([0-9]+)\\..*", Pattern.DOTALL);
    private static final int LEAST = 20;
    private static final boolean PRESENT = isPresent();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (PRESENT) {
            return ConditionEvaluationResult.enabled("Node.js is here");
        }
        if (Boolean.getBoolean("sallyport.node.required")) {
            throw new IllegalStateException(REMEDY);
        }
        return ConditionEvaluationResult.disabled(REMEDY);
    }

    private static boolean isPresent() {
        String node = System.getenv().getOrDefault("JSII_NODE", "node");
        try {
            Process process = new ProcessBuilder(node, "--version")
                    .redirectErrorStream(true)
                    .start();
            return isEnough(new String(process.getInputStream().readAllBytes(), US_ASCII));
        } catch (UncheckedIOException | IOException e) {
            return false;
        }
    }

    static boolean isEnough(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches() && Integer.parseInt(matcher.group(1)) >= LEAST;
    }
}
