package dev.sallyport.hosting.config;

import dev.sallyport.hosting.config.YamlValue.Mapping;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider's secrets as they are written: a list of references, or of sections that say more about each. Whether there
 * must be one, the scheme says: it is known once all schemes are.
 *
 * @param references where the secrets are
 * @param terms what is said of each, in the same order
 */
record SecretsReader(List<SecretReference> references, List<SecretTerms> terms) {

    private static final List<String> KNOWN = List.of("ref", "keyId", "from", "until");

    static SecretsReader read(Section provider) {
        SecretsReader secrets = new SecretsReader(new ArrayList<>(), new ArrayList<>());
        for (YamlValue item : provider.items("secrets", "[ env:NAME ]")) {
            if (item instanceof Mapping) {
                secrets.addSection(Section.of(item, "a secret", KNOWN, provider.problems()));
            } else {
                Scalar reference = provider.scalarOf(item, "an entry of 'secrets'");
                secrets.add(reference, SecretTerms.NONE, provider.problems());
            }
        }
        return secrets;
    }

    private void addSection(Section section) {
        if (!section.has("ref")) {
            section.problems().add(section.at(), "a secret needs its reference: write { ref: env:NAME, until: TIME }");
            return;
        }
        Instant from = instant(section, "from", Instant.MIN);
        Instant until = instant(section, "until", Instant.MAX);
        if (!from.isBefore(until)) {
            section.problems()
                    .add(section.positionOf("until"), "'until' must be later than 'from', or the secret never holds");
            return;
        }
        Scalar keyId = section.scalar("keyId");
        add(
                section.scalar("ref"),
                new SecretTerms(keyId == null ? null : keyId.text(), from, until),
                section.problems());
    }

    private void add(@Nullable Scalar text, SecretTerms said, Problems problems) {
        SecretReference reference = text == null ? null : SecretReferenceReader.read(text, problems);
        if (reference != null) {
            references.add(reference);
            terms.add(said);
        }
    }

    private static Instant instant(Section section, String name, Instant otherwise) {
        Scalar text = section.scalar(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Instant.parse(text.text());
        } catch (DateTimeException e) {
            section.problems().add(text.at(), "'" + name + "' must be a time such as 2027-01-31T12:00:00Z");
            return otherwise;
        }
    }
}
