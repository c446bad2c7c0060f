package dev.sallyport.hosting.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.SecretSource;
import dev.sallyport.core.port.out.SecretSource.SecretOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the secrets that a configuration refers to, on this machine and, where the host has one, in a secret manager.
 * Thread-safe.
 */
public final class SecretResolver {

    private static final long LARGEST_FILE = 64 * 1024;

    private final Map<String, String> environment;
    private final Path directory;
    private final @Nullable SecretSource manager;

    /**
     * Makes a resolver for a host without a secret manager.
     *
     * @param directory where relative paths start: the configuration's own
     */
    public SecretResolver(Map<String, String> environment, Path directory) {
        this(environment, directory, null);
    }

    /**
     * Makes a resolver.
     *
     * @param directory where relative paths start: the configuration's own
     * @param manager where names after {@code secretsmanager:} are looked up; null to refuse them
     */
    public SecretResolver(Map<String, String> environment, Path directory, @Nullable SecretSource manager) {
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.manager = manager;
    }

    /**
     * The secrets of a configuration.
     *
     * @param byProvider in the order written, for every provider
     * @param valuesByProvider further values by name, for every provider
     * @param adminToken null if none is configured
     */
    public record ResolvedSecrets(
            Map<ProviderId, List<SecretText>> byProvider,
            Map<ProviderId, Map<String, SecretText>> valuesByProvider,
            @Nullable SecretText adminToken) {

        public ResolvedSecrets {
            byProvider = Map.copyOf(byProvider);
            valuesByProvider = Map.copyOf(valuesByProvider);
        }
    }

    /**
     * The secrets of one provider.
     *
     * @param secrets in the order written
     * @param values further values by name
     */
    record ProviderSecrets(List<SecretText> secrets, Map<String, SecretText> values) {}

    /**
     * Finds every secret, or refuses naming each that cannot be found.
     *
     * @throws dev.sallyport.core.port.out.PortUnavailableException if the secret manager is out of reach
     */
    public ResolvedSecrets resolve(GatewayConfig config) throws ConfigRefusedException {
        Problems problems = new Problems();
        Map<ProviderId, List<SecretText>> byProvider = new LinkedHashMap<>();
        Map<ProviderId, Map<String, SecretText>> values = new LinkedHashMap<>();
        for (ProviderConfig provider : config.providers().values()) {
            ProviderSecrets found = secretsOf(provider, problems);
            byProvider.put(provider.id(), found.secrets());
            values.put(provider.id(), found.values());
        }
        SecretReference token = config.server().adminToken();
        SecretText adminToken = token == null ? null : resolve(token, problems);
        problems.throwIfAny();
        return new ResolvedSecrets(byProvider, values, adminToken);
    }

    /** Finds one provider's secrets, as far as they are there; notes each that is not. */
    ProviderSecrets secretsOf(ProviderConfig provider, Problems problems) {
        List<SecretText> secrets = new ArrayList<>();
        for (SecretReference reference : provider.secrets()) {
            SecretText secret = resolve(reference, problems);
            if (secret != null) {
                secrets.add(secret);
            }
        }
        return new ProviderSecrets(List.copyOf(secrets), values(provider, problems));
    }

    private Map<String, SecretText> values(ProviderConfig provider, Problems problems) {
        Map<String, SecretText> values = new LinkedHashMap<>();
        provider.values().forEach((name, reference) -> {
            SecretText value = resolve(reference, problems);
            if (value != null) {
                values.put(name, value);
            }
        });
        return Collections.unmodifiableMap(values);
    }

    /**
     * Finds one secret.
     *
     * @param text a reference as in a configuration
     * @param name what refuses to be found, for messages
     */
    public SecretText find(String text, String name) throws ConfigRefusedException {
        return find(text, name, SecretReferenceReader::read);
    }

    /**
     * Finds one value that may also be written out, as those under {@code config:} in a configuration.
     *
     * @param text a reference as in a configuration, or the value itself
     * @param name what refuses to be found, for messages
     */
    public SecretText findValue(String text, String name) throws ConfigRefusedException {
        return find(text, name, SecretReferenceReader::readValue);
    }

    private SecretText find(
            String text, String name, BiFunction<YamlValue.Scalar, Problems, @Nullable SecretReference> reading)
            throws ConfigRefusedException {
        Problems problems = new Problems();
        SecretReference reference = reading.apply(new YamlValue.Scalar(text, true, Position.whole(name)), problems);
        SecretText secret = reference == null ? null : resolve(reference, problems);
        problems.throwIfAny();
        if (secret == null) {
            throw new IllegalStateException("a secret that is not found is a problem");
        }
        return secret;
    }

    private @Nullable SecretText resolve(SecretReference reference, Problems problems) {
        return switch (reference) {
            case SecretReference.Env env -> fromEnvironment(env, problems);
            case SecretReference.File file -> fromFile(file, problems);
            case SecretReference.Literal literal -> literal.value();
            case SecretReference.SecretsManager managed -> fromManager(managed, problems);
        };
    }

    private @Nullable SecretText fromManager(SecretReference.SecretsManager managed, Problems problems) {
        SecretSource source = manager;
        if (source == null) {
            problems.add(
                    managed.at(), "secretsmanager: is for gateways on AWS; the local one reads env:NAME or file:PATH");
            return null;
        }
        return switch (source.find(managed.name())) {
            case SecretOutcome.Found found ->
                secret(found.text(), "the secret " + managed.name(), managed.at(), problems);
            case SecretOutcome.Missing missing -> {
                problems.add(
                        managed.at(),
                        "the secret manager has no value for " + managed.name()
                                + ": put one with aws secretsmanager put-secret-value");
                yield null;
            }
        };
    }

    private @Nullable SecretText fromEnvironment(SecretReference.Env env, Problems problems) {
        String value = environment.get(env.name());
        if (value == null) {
            problems.add(env.at(), "the environment has no variable " + env.name() + ": set it before starting");
            return null;
        }
        return secret(value, "the environment variable " + env.name(), env.at(), problems);
    }

    private @Nullable SecretText fromFile(SecretReference.File file, Problems problems) {
        Path path;
        try {
            path = directory.resolve(file.path());
        } catch (InvalidPathException e) {
            problems.add(file.at(), "after 'file:' follows a path");
            return null;
        }
        try {
            if (Files.isDirectory(path) || Files.size(path) > LARGEST_FILE) {
                problems.add(file.at(), path + " is no file of at most 64 KiB, as a secret's should be");
                return null;
            }
            String text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
            return secret(text, path.toString(), file.at(), problems);
        } catch (NoSuchFileException e) {
            problems.add(file.at(), "there is no file " + path + ": create it, with the secret as its text");
        } catch (CharacterCodingException e) {
            problems.add(file.at(), path + " is not text in UTF-8");
        } catch (IOException e) {
            problems.add(file.at(), path + " cannot be read: check its permissions");
        }
        return null;
    }

    private static @Nullable SecretText secret(String text, String source, Position at, Problems problems) {
        // Editors end files with a newline, and shells variables with blanks; no provider's secrets do.
        String secret = text.strip();
        if (secret.isEmpty()) {
            problems.add(at, source + " is empty: an empty secret is no secret");
            return null;
        }
        return new SecretText(secret);
    }
}
