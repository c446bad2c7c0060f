package dev.sallyport.hosting.config;

import dev.sallyport.core.signature.CoverageNeed;
import dev.sallyport.core.signature.SchemeSettings;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerifierOptions;
import dev.sallyport.core.signature.key.KeyRefusedException;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.SigningSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what is configured for one provider against what its scheme needs. For one thread. */
final class ProviderFitting {

    private final ServerConfig server;
    private final ProviderConfig provider;
    private final SignatureScheme scheme;
    private final Problems problems;
    private boolean fits = true;

    ProviderFitting(ServerConfig server, ProviderConfig provider, SignatureScheme scheme, Problems problems) {
        this.server = server;
        this.provider = provider;
        this.scheme = scheme;
        this.problems = problems;
    }

    /** Returns the provider ready to be used; null after noting all that does not fit. */
    @Nullable
    ConfiguredProvider fit(List<SecretText> secretTexts, Map<String, SecretText> values) {
        List<SigningSecret> secrets = secrets(secretTexts);
        checkValues(values.keySet(), secretTexts.isEmpty());
        checkCoverage();
        checkOrdering();
        if (!fits) {
            return null;
        }
        VerifierOptions options = VerifierOptions.defaults();
        for (Map.Entry<String, SecretText> value : values.entrySet()) {
            options = options.withConfig(value.getKey(), value.getValue().reveal());
        }
        try {
            // A gateway brings a resolver that gets keys; whether all else fits does not depend on it.
            SignatureVerifier verifier = SignatureVerifier.of(
                    scheme, secrets, options.withKeyResolver(request -> new KeyResolution.Unavailable("not asked")));
            return new ConfiguredProvider(provider, scheme, secrets, options, verifier);
        } catch (IllegalArgumentException e) {
            refuse(provider.at(), "provider '" + provider.id() + "': " + e.getMessage());
            return null;
        }
    }

    private List<SigningSecret> secrets(List<SecretText> texts) {
        if (texts.isEmpty() && scheme.key().needsSecrets()) {
            refuse(
                    provider.at(),
                    "provider '" + provider.id()
                            + "' has no 'secrets': write secrets: [ env:NAME ]; there is no default secret");
        }
        List<SigningSecret> secrets = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            SigningSecret secret = provider.terms()
                    .get(i)
                    .applyTo(SigningSecret.of(texts.get(i).reveal()));
            try {
                scheme.key().decode(List.of(secret));
                secrets.add(secret);
            } catch (KeyRefusedException e) {
                refuse(
                        provider.secrets().get(i).at(),
                        "the secret does not fit scheme '" + scheme.name() + "': " + e.getMessage()
                                + (scheme.key().needsSecrets()
                                        ? ""
                                        : "; its keys are fetched from the provider, so that 'secrets' can be left out"));
            }
        }
        return secrets;
    }

    private void checkValues(Set<String> given, boolean fetchesKeys) {
        SchemeSettings settings = scheme.settings();
        Set<String> known = new TreeSet<>(settings.needed());
        known.addAll(settings.optional());
        known.addAll(settings.toFetchKeys());
        for (String name : given) {
            SecretReference value = provider.values().get(name);
            if (!known.contains(name) && value != null) {
                refuse(
                        value.at(),
                        "scheme '" + scheme.name() + "' has no use for '" + name + "' in 'config': "
                                + (known.isEmpty() ? "remove it" : Spelling.suggestion(name, known)));
            }
        }
        for (String name : new TreeSet<>(settings.needed())) {
            if (!given.contains(name)) {
                refuse(
                        provider.at(),
                        "provider '" + provider.id() + "' lacks '" + name + "', which scheme '" + scheme.name()
                                + "' needs: write config: { " + name + ": VALUE }");
            }
        }
        for (String name : new TreeSet<>(settings.toFetchKeys())) {
            if (fetchesKeys && !given.contains(name) && !settings.needed().contains(name)) {
                refuse(
                        provider.at(),
                        "provider '" + provider.id() + "' lacks '" + name + "', without which the keys of scheme '"
                                + scheme.name() + "' cannot be fetched: write config: { " + name
                                + ": env:NAME }, or the provider's key as secrets: [ file:PATH ]");
            }
        }
    }

    private void checkOrdering() {
        String misfit = OrderingReader.misfit(provider.ordering(), scheme);
        if (misfit != null) {
            refuse(provider.at(), "provider '" + provider.id() + "': " + misfit);
        }
    }

    private void checkCoverage() {
        Set<CoverageNeed> own = provider.coverage();
        Set<CoverageNeed> wanted = own == null ? server.coverage() : own;
        String lacking = wanted.stream()
                .filter(need -> !need.isMetBy(scheme.coverage()))
                .map(CoverageNeed::code)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!lacking.isEmpty()) {
            refuse(
                    provider.at(),
                    "the signatures of scheme '" + scheme.name() + "' vouch for "
                            + scheme.coverage().describe() + ", not for what 'requireCoverage' demands (" + lacking
                            + "): use another scheme, or write requireCoverage: [] for '" + provider.id()
                            + "' if you accept that");
        }
    }

    private void refuse(Position at, String message) {
        fits = false;
        problems.add(at, message);
    }
}
