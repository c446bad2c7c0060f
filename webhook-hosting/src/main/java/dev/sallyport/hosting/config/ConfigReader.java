package dev.sallyport.hosting.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.hosting.config.YamlValue.Entry;
import dev.sallyport.hosting.config.YamlValue.Mapping;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code sallyport.yaml}, or the same as JSON; secrets stay references. Thread-safe. */
public final class ConfigReader {

    private static final List<String> SECTIONS = List.of("server", "providers", "schemes", "delivery", "forward");
    private static final List<String> SERVER =
            List.of("host", "port", "adminToken", "maxBodyBytes", "strandedAfter", "requireCoverage");

    private final Set<String> catalogue;

    /**
     * Makes a reader.
     *
     * @param catalogue the names of the schemes that need no definition
     */
    public ConfigReader(Set<String> catalogue) {
        this.catalogue = Set.copyOf(catalogue);
    }

    /** Reads a file; messages name it as it was given. */
    public GatewayConfig read(Path file) throws ConfigRefusedException {
        try {
            return read(
                    file.toString(),
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytesOf(file))).toString());
        } catch (CharacterCodingException e) {
            throw new ConfigRefusedException(
                    Position.whole(file.toString()), "is not text in UTF-8: save it in that encoding");
        }
    }

    /** Reads a text that came from a file of that name. */
    public GatewayConfig read(String file, String text) throws ConfigRefusedException {
        return of(file, YamlTree.of(file, text));
    }

    /**
     * Reads a file of JSON, which says the same under the same names; messages name places by JSON Pointer. Needs no
     * YAML parser.
     */
    public GatewayConfig readJson(Path file) throws ConfigRefusedException {
        return readJson(file.toString(), RawPayload.adopt(bytesOf(file)));
    }

    /** Reads a text of JSON that came from a file of that name. */
    public GatewayConfig readJson(String file, RawPayload text) throws ConfigRefusedException {
        YamlValue root = JsonTree.read(text, file + "#");
        if (root == null) {
            throw new ConfigRefusedException(
                    Position.whole(file), "is not one well-formed JSON object without repeated names");
        }
        return of(file, root);
    }

    private static byte[] bytesOf(Path file) throws ConfigRefusedException {
        Position whole = Position.whole(file.toString());
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ConfigRefusedException(whole, "there is no such file");
        } catch (IOException e) {
            throw new ConfigRefusedException(
                    whole,
                    Files.isDirectory(file) ? "is a directory, not a file" : "cannot be read: check its permissions");
        }
    }

    private GatewayConfig of(String file, YamlValue root) throws ConfigRefusedException {
        if (root instanceof Scalar scalar && scalar.isNothing()) {
            throw new ConfigRefusedException(Position.whole(file), "is empty: it needs a 'providers' section");
        }
        Problems problems = new Problems();
        Section sections = Section.of(root, "a configuration", SECTIONS, problems);
        Map<String, Mapping> schemes = schemes(sections);
        Map<ProviderId, ProviderConfig> providers = providers(sections, schemes.keySet(), problems);
        GatewayConfig config = new GatewayConfig(
                server(sections.section("server", SERVER), problems),
                providers,
                schemes,
                DeliveryReader.read(sections.section("delivery", DeliveryReader.KNOWN)),
                ForwardingReader.read(sections, providers.keySet()));
        problems.throwIfAny();
        return config;
    }

    private static ServerConfig server(@Nullable Section section, Problems problems) {
        if (section == null) {
            return ServerConfig.defaults();
        }
        Scalar host = section.scalar("host");
        Scalar token = section.scalar("adminToken");
        return new ServerConfig(
                host == null ? ServerConfig.DEFAULT_HOST : host.text(),
                section.integer("port", 0, 65_535, ServerConfig.DEFAULT_PORT),
                token == null ? null : SecretReferenceReader.read(token, problems),
                section.integer(
                        "maxBodyBytes", 1, ServerConfig.LARGEST_MAX_BODY_BYTES, ServerConfig.DEFAULT_MAX_BODY_BYTES),
                strandedAfter(section),
                CoverageReader.read(section));
    }

    private static Duration strandedAfter(Section section) {
        Duration given = section.duration("strandedAfter");
        if (given != null && given.compareTo(ServerConfig.LONGEST_STRANDED_AFTER) > 0) {
            section.problems().add(section.positionOf("strandedAfter"), "'strandedAfter' must be at most P1D");
        }
        return given == null ? ServerConfig.DEFAULT_STRANDED_AFTER : given;
    }

    private static Map<String, Mapping> schemes(Section sections) {
        Map<String, Mapping> schemes = new LinkedHashMap<>();
        Section section = sections.userNamed("schemes");
        for (Entry entry : section.entries()) {
            if (entry.value() instanceof Mapping scheme) {
                schemes.put(entry.name().text(), scheme);
            } else {
                section.problems()
                        .add(
                                entry.value().at(),
                                "scheme '" + entry.name().text() + "' must be a section of 'name: value' lines");
            }
        }
        return schemes;
    }

    private Map<ProviderId, ProviderConfig> providers(Section sections, Set<String> defined, Problems problems) {
        Set<String> names = new TreeSet<>(catalogue);
        names.addAll(defined);
        ProviderReader reader = new ProviderReader(names, problems);
        Map<ProviderId, ProviderConfig> providers = new LinkedHashMap<>();
        Section section = sections.userNamed("providers");
        for (Entry entry : section.entries()) {
            ProviderConfig provider = reader.read(entry);
            if (provider != null) {
                providers.put(provider.id(), provider);
            }
        }
        return providers;
    }
}
