package dev.sallyport.infra.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodePresenceTest {

    @ParameterizedTest
    @CsvSource({"v20.20.2, true", "v22.0.0, true", "v18.19.0, false", "node: not found, false"})
    void shouldAskForVersion20OrLater(String answer, boolean enough) {
        assertThat(NodePresence.isEnough(answer + "\n")).isEqualTo(enough);
    }
}
