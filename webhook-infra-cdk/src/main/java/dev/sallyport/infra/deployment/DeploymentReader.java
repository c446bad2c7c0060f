package dev.sallyport.infra.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads of {@code sallyport.yaml} what the deployment needs: who the providers are, the names of their secrets, how long
 * their bodies are kept, whether anything is forwarded. The rest is handed on as it is; {@code ./sallyport config check}
 * judges it. Thread-safe.
 */
public final class DeploymentReader {

    private static final Set<String> SECTIONS = Set.of("server", "providers", "schemes", "delivery", "forward");
    /** What the archive keeps under other prefixes would age by a provider's policy of that name. */
    private static final Set<String> PREFIXES = Set.of("bundles", "dead-letters", "events");

    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private DeploymentReader() {}

    /**
     * Reads a file.
     *
     * @throws RefusedConfigurationException if it cannot be read or cannot be deployed
     */
    public static Deployment read(Path file) {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new RefusedConfigurationException(
                    List.of(
                            file
                                    + ": cannot be read: name the configuration with -c sallyport:config=PATH, or create it as the README says"));
        }
    }

    /**
     * Reads a text that came from a file of that name.
     *
     * @throws RefusedConfigurationException if it cannot be deployed
     */
    public static Deployment read(String file, String text) {
        Outline outline = new Outline(file);
        Map<String, Node> sections = outline.entries(outline.root(text));
        sections.forEach((name, node) -> {
            if (!SECTIONS.contains(name)) {
                outline.note(
                        node,
                        "a configuration has no section '" + name
                                + "': it has server, providers, schemes, delivery, forward");
            }
        });
        List<ProviderDeployment> providers = providers(sections.get("providers"), outline);
        Node forward = sections.get("forward");
        boolean forwards = !outline.items(forward, "'forward'").isEmpty();
        String json = new ConfigurationJson(outline).write(sections);
        outline.throwIfAny();
        return new Deployment(providers, forwards, json);
    }

    private static List<ProviderDeployment> providers(@Nullable Node section, Outline outline) {
        List<ProviderDeployment> providers = new ArrayList<>();
        outline.entries(section, "'providers'").forEach((id, node) -> {
            if (!PROVIDER.matcher(id).matches()) {
                outline.note(
                        node,
                        "a provider's name is 1 to 64 of a-z, 0-9 and '-', beginning with a letter or digit:"
                                + " it stands in the address /webhooks/{name}");
            }
            if (PREFIXES.contains(id)) {
                outline.note(node, "on AWS no provider can be called '" + id + "': choose another name");
            }
            providers.add(provider(id, outline.entries(node, "provider '" + id + "'"), outline));
        });
        return providers;
    }

    private static ProviderDeployment provider(String id, Map<String, Node> section, Outline outline) {
        Set<String> secrets = new LinkedHashSet<>();
        for (Node item : outline.items(section.get("secrets"), "'secrets'")) {
            addUnlessRefused(secrets, SecretName.read(item, outline));
        }
        Map<String, Node> config = outline.entries(section.get("config"), "'config'");
        for (Node value : config.values()) {
            addUnlessRefused(secrets, SecretName.readIfReference(value, outline));
        }
        Node handshake = config.get("handshake");
        boolean handsOver =
                handshake != null && outline.text(handshake, "'handshake'").equals("accept");
        Map<String, Node> archive = outline.entries(section.get("archive"), "'archive'");
        Node transition = archive.get("transitionAfter");
        Integer transitionAfter = days(transition, "transitionAfter", outline);
        Integer expireAfter = days(archive.get("expireAfter"), "expireAfter", outline);
        if (transition != null && transitionAfter != null && expireAfter != null && transitionAfter >= expireAfter) {
            outline.note(transition, "'transitionAfter' must be shorter than 'expireAfter', by a day");
        }
        Node mode = archive.get("mode");
        boolean bundled = mode != null && outline.text(mode, "'mode'").equals("bundled");
        return new ProviderDeployment(id, List.copyOf(secrets), handsOver, bundled, transitionAfter, expireAfter);
    }

    private static void addUnlessRefused(Set<String> secrets, @Nullable String name) {
        if (name != null) {
            secrets.add(name);
        }
    }

    /** S3 counts in days; rounded up, nothing goes early. */
    private static @Nullable Integer days(@Nullable Node node, String name, Outline outline) {
        if (node == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(outline.text(node, "'" + name + "'"));
            if (duration.isPositive()) {
                return Math.toIntExact(duration.plusDays(1).minusNanos(1).toDays());
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            // Told below, together with what is no time at all.
        }
        outline.note(node, "'" + name + "' must be a duration of more than zero: for example P30D");
        return null;
    }
}
