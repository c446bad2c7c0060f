package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signature.CodedRules;
import dev.sallyport.core.signature.Confidence;
import dev.sallyport.core.signature.MessageRules;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.Template;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemeCatalogueTest {

    private static final SchemeCatalogue CATALOGUE = SchemeCatalogue.builtIn();

    private static Path directory() throws URISyntaxException {
        URL index = SchemeCatalogue.class.getResource("schemes/index.txt");
        assertThat(index).isNotNull();
        return Path.of(index.toURI()).getParent();
    }

    @Test
    void shouldListInItsIndexExactlyTheDefinitionsThereAre() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(directory())) {
            List<String> definitions = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
            assertThat(CATALOGUE.names()).isEqualTo(definitions);
        }
    }

    @Test
    void shouldReadEveryDefinition() {
        assertThat(CATALOGUE.all()).extracting(SignatureScheme::name).isEqualTo(CATALOGUE.names());
    }

    @Test
    void shouldSayForEverySchemeWhereItWasLearned() {
        assertThat(CATALOGUE.all()).allSatisfy(scheme -> {
            assertThat(scheme.provider()).isNotBlank();
            assertThat(scheme.source()).isNotBlank();
        });
        assertThat(CATALOGUE.all().stream()
                        .filter(scheme -> scheme.confidence() == Confidence.OWN)
                        .map(SignatureScheme::name))
                .containsExactly("generic", "generic-bearer", "generic-token");
    }

    /** The promise that a new provider of the common kind costs no more than ten lines. */
    @Test
    void shouldDefineSchemesOverTheBodyInAtMostTenLines() throws IOException, URISyntaxException {
        int overBody = 0;
        for (SignatureScheme scheme : CATALOGUE.all()) {
            if (scheme.rules() instanceof MessageRules rules && rules.message().equals(Template.parse("{body}"))) {
                long lines = Files.readAllLines(directory().resolve(scheme.name() + ".json")).stream()
                        .filter(line -> line.strip().length() > 1)
                        .count();
                assertThat(lines).as(scheme.name()).isLessThanOrEqualTo(10);
                overBody++;
            }
        }
        assertThat(overBody).isGreaterThan(40);
    }

    /** The promise that schemes are data. */
    @Test
    void shouldWriteInCodeOnlyWhatNoDataDescribes() {
        assertThat(CATALOGUE.all().stream()
                        .filter(scheme -> scheme.rules() instanceof CodedRules)
                        .map(SignatureScheme::name))
                .containsExactly(
                        "adyen", "apple", "braintree", "contentful", "ebay", "paypal", "sns", "truelayer", "twilio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "../schemes/stripe", "Stripe", "stripe.json", "index.txt"})
    void shouldFindNothingUnderOtherNames(String name) {
        assertThat(CATALOGUE.find(name)).isNull();
    }

    @Test
    void shouldKeepWhatItHasRead() {
        assertThat(CATALOGUE.find("stripe")).isSameAs(CATALOGUE.find("stripe"));
    }
}
