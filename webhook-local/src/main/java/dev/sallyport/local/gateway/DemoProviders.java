package dev.sallyport.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.KeyRules;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.store.engine.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A configuration for trying things out: one provider for each of the first schemes, with secrets drawn at random when a
 * data directory is first used. It is an ordinary file beside its secrets, all readable by their owner only, and so may
 * serve as a pattern for one's own.
 */
public final class DemoProviders {

    /** The name of the configuration in the data directory. */
    public static final String FILE = "demo.yaml";

    private static final List<String> SCHEMES =
            List.of("stripe", "github", "adyen", "adyen-platform", "standard-webhooks", "generic");
    private static final int SECRET_BYTES = 32;

    private DemoProviders() {}

    /**
     * Reads the configuration of a data directory, which is made if it is not there.
     *
     * @throws ConfigRefusedException if someone has changed it for the worse
     * @throws UncheckedIOException if it can be neither found nor made
     */
    public static ConfiguredGateway in(DataDirectory directory, Map<String, String> environment)
            throws ConfigRefusedException {
        Path file = directory.path().resolve(FILE);
        if (!Files.exists(file)) {
            make(directory, file);
        }
        return ConfiguredGateway.read(file, environment);
    }

    private static void make(DataDirectory directory, Path file) {
        SecureRandom random = new SecureRandom();
        StringBuilder yaml = new StringBuilder(256)
                .append("# Made by 'sallyport serve' without a configuration, to try things out.\n")
                .append("# Remove this file and the demo-*.secret files to have new ones made.\n")
                .append("server: { host: 127.0.0.1 }\n")
                .append("delivery:\n")
                .append("  targets: { allowHttp: true, allowLoopback: true, ports: [ 443, 1024-65535 ] }\n")
                .append("  retry: { delays: [ PT2S, PT5S, PT15S, PT1M, PT5M ] }\n")
                .append("  tenants: { ")
                .append(DemoTenant.ID)
                .append(": { name: Demo } }\n")
                .append("providers:\n");
        try {
            for (String scheme : SCHEMES) {
                String secretFile = "demo-" + scheme + ".secret";
                Files.writeString(directory.file(secretFile), secret(scheme, random) + "\n", UTF_8);
                yaml.append("  ").append(scheme).append(": { scheme: ").append(scheme);
                yaml.append(", secrets: [ file:").append(secretFile).append(" ] }\n");
            }
            // The configuration comes last, and whole: with it all secrets are there.
            Path unfinished = directory.file(FILE + ".new");
            Files.writeString(unfinished, yaml, UTF_8);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the demo configuration to " + directory.path(), e);
        }
    }

    private static String secret(String name, SecureRandom random) {
        SignatureScheme scheme = SchemeCatalogue.builtIn().find(name);
        if (scheme == null) {
            throw new IllegalStateException("the catalogue lacks " + name);
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        KeyRules rules = scheme.key();
        return rules.stripPrefix()
                + (rules.decoding() == KeyRules.Decoding.BASE64
                        ? Base64.getEncoder().encodeToString(bytes)
                        : HexFormat.of().formatHex(bytes));
    }
}
