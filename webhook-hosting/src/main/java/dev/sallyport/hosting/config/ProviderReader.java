package dev.sallyport.hosting.config;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.hosting.config.YamlValue.Entry;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one provider's section. */
final class ProviderReader {

    private static final List<String> KNOWN =
            List.of("scheme", "secrets", "ordering", "retry", "archive", "url", "config", "requireCoverage");
    private static final List<String> ARCHIVE = List.of("mode", "transitionAfter", "expireAfter", "sealAfter");

    private final Set<String> schemes;
    private final Problems problems;

    ProviderReader(Set<String> schemes, Problems problems) {
        this.schemes = schemes;
        this.problems = problems;
    }

    /** Returns the provider, or null if mistakes leave nothing to make one of; all of them are noted. */
    @Nullable
    ProviderConfig read(Entry entry) {
        Scalar name = entry.name();
        boolean wellNamed = ProviderId.isWellFormed(name.text());
        if (!wellNamed) {
            problems.add(
                    name.at(),
                    "a provider's name is 1 to 64 of a-z, 0-9 and '-', beginning with a letter or digit:"
                            + " it stands in the address /webhooks/{name}");
        }
        Section section = Section.of(entry.value(), "provider '" + name.text() + "'", KNOWN, problems);
        String scheme = scheme(section, name);
        SecretsReader secrets = SecretsReader.read(section);
        ProviderConfig provider = new ProviderConfig(
                new ProviderId(wellNamed ? name.text() : "unnamed"),
                scheme == null ? "" : scheme,
                secrets.references(),
                secrets.terms(),
                OrderingReader.read(section.section("ordering", OrderingReader.KNOWN)),
                RetryReader.ofProcessing(section.section("retry", RetryReader.OF_PROCESSING)),
                PolicyReader.archive(section.section("archive", ARCHIVE)),
                url(section),
                values(section),
                section.has("requireCoverage") ? CoverageReader.read(section) : null,
                name.at());
        return wellNamed && scheme != null ? provider : null;
    }

    private @Nullable String scheme(Section section, Scalar name) {
        if (!section.has("scheme")) {
            problems.add(
                    name.at(),
                    "provider '" + name.text() + "' has no 'scheme': say how it signs, for example scheme: generic");
            return null;
        }
        Scalar scheme = section.scalar("scheme");
        if (scheme == null || schemes.contains(scheme.text())) {
            return scheme == null ? null : scheme.text();
        }
        problems.add(
                scheme.at(),
                "there is no scheme '" + scheme.text() + "': " + Spelling.suggestion(scheme.text(), schemes));
        return null;
    }

    private Map<String, SecretReference> values(Section section) {
        Map<String, SecretReference> values = new LinkedHashMap<>();
        section.namedScalars("config").forEach((name, text) -> {
            SecretReference value = SecretReferenceReader.readValue(text, problems);
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }

    private @Nullable String url(Section section) {
        Scalar url = section.scalar("url");
        if (url == null) {
            return null;
        }
        try {
            URI uri = new URI(url.text());
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawFragment() == null && uri.getRawUserInfo() == null) {
                return url.text();
            }
        } catch (URISyntaxException e) {
            // Told below, together with what is well-formed and no address of a web server.
        }
        problems.add(
                url.at(),
                "'url' must be the address registered with the provider: for example https://example.com/webhooks/acme");
        return null;
    }
}
