package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signature.Confidence;
import dev.sallyport.core.signature.SignatureScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
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
                .containsExactly("generic");
    }

    /** The promise that a new provider of the common kind costs no more than ten lines. */
    @Test
    void shouldDefineSchemesOverTheBodyInAtMostTenLines() {
        assertThat(CATALOGUE.names()).allSatisfy(name -> {
            try {
                List<String> lines = Files.readAllLines(directory().resolve(name + ".json"));
                if (lines.stream().noneMatch(line -> line.contains("\"message\""))) {
                    assertThat(lines.stream().filter(line -> !line.isBlank() && line.length() > 1))
                            .hasSizeLessThanOrEqualTo(10);
                }
            } catch (IOException | URISyntaxException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        });
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
