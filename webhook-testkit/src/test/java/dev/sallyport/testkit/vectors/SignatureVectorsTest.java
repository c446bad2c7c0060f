package dev.sallyport.testkit.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every vector against the catalogue. For one scheme only: {@code -Dsallyport.vectors=stripe}.
 */
class SignatureVectorsTest {

    private static final List<SignatureVector> VECTORS = VectorFile.builtIn();

    @TestFactory
    Stream<DynamicTest> shouldReachTheExpectedOutcome() {
        String only = System.getProperty("sallyport.vectors", "");
        List<String> known = SchemeCatalogue.builtIn().names();
        return VECTORS.stream()
                .filter(vector -> only.isEmpty() || vector.scheme().equals(only))
                .filter(vector -> known.contains(vector.scheme()))
                .map(vector -> DynamicTest.dynamicTest(vector.toString(), () -> {
                    VectorOutcome outcome = VectorOutcome.of(vector);
                    assertThat(outcome.actual()).isIn(vector.acceptable());
                }));
    }

    @Test
    void shouldHoldTheVectorsThatWereGathered() {
        assertThat(VECTORS).hasSize(489);
        assertThat(VECTORS).extracting(SignatureVector::id).doesNotHaveDuplicates();
        assertThat(VECTORS.stream().collect(Collectors.groupingBy(SignatureVector::expected, Collectors.counting())))
                .containsOnly(
                        Map.entry("valid", 127L),
                        Map.entry("invalid-signature", 174L),
                        Map.entry("missing-header", 91L),
                        Map.entry("malformed", 58L),
                        Map.entry("expired", 39L));
    }

    /** A missing scheme is a failure, not a vector less. */
    @Test
    void shouldHaveASchemeForEveryVector() {
        TreeSet<String> missing =
                VECTORS.stream().map(SignatureVector::scheme).collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(SchemeCatalogue.builtIn().names());
        assertThat(missing).isEmpty();
    }
}
