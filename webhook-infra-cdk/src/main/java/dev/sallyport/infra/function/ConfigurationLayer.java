package dev.sallyport.infra.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.infra.settings.Foundation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/**
 * A layer that holds the configuration where functions look for it, {@value #PATH}. A changed configuration is a new
 * layer, and so a new version of the functions.
 *
 * <p>Input: the configuration as JSON. Output: the layer. On deletion of the stack: deleted.
 */
public final class ConfigurationLayer extends Construct {

    /** Where functions find the configuration: layers are unpacked below {@code /opt}. */
    public static final String PATH = "/opt/sallyport/sallyport.json";

    private static final int DIGEST_DIGITS = 12;

    private final LayerVersion layer;
    private final String digest;

    /** Makes the layer. */
    public ConfigurationLayer(Construct scope, String id, Foundation foundation, String json) {
        super(scope, id);
        digest = digest(json);
        layer = LayerVersion.Builder.create(this, "Layer")
                .layerVersionName(foundation.names().of("webhook-configuration"))
                .description("sallyport.yaml as JSON")
                .code(Code.fromAsset(directoryWith(json).toString()))
                .compatibleRuntimes(List.of(Runtime.JAVA_25))
                .compatibleArchitectures(List.of(Architecture.ARM_64))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    /** The CDK copies it into its output before the process ends. */
    private static Path directoryWith(String json) {
        try {
            Path directory = Files.createTempDirectory("sallyport-configuration");
            Path file = directory.resolve(PATH.substring("/opt/".length()));
            Files.createDirectories(file.getParent());
            Files.writeString(file, json);
            for (Path path : List.of(directory, file.getParent(), file)) {
                path.toFile().deleteOnExit();
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration cannot be written for its layer", e);
        }
    }

    private static String digest(String json) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(json.getBytes(UTF_8));
            return HexFormat.of().formatHex(whole).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the beginning of the configuration's SHA-256: another configuration, another digest. */
    public String digest() {
        return digest;
    }

    /** Returns the layer. */
    public LayerVersion layer() {
        return layer;
    }
}
