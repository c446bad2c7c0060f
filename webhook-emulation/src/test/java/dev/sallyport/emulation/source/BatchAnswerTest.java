package dev.sallyport.emulation.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAnswerTest {

    private static final Set<String> BATCH = Set.of("a", "b", "c");

    private static Set<String> failedOf(String answer) {
        return BatchAnswer.failedOf(answer, BATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}", "{}", "null", ""})
    void shouldTakeTheseForSuccess(String answer) {
        assertThat(failedOf(answer)).isEmpty();
    }

    @Test
    void shouldNameTheFailed() {
        assertThat(failedOf("{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"c\"}]}"))
                .containsExactlyInAnyOrder("a", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{\"batchItemFailures\":\"a\"}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"item\":\"a\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"d\"}]}"
            })
    void shouldFailTheWholeBatchOnTheRest(String answer) {
        assertThat(failedOf(answer)).isEqualTo(BATCH);
    }
}
