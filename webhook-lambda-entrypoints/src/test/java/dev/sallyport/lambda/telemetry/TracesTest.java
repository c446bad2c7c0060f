package dev.sallyport.lambda.telemetry;

import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {

    private static final String ROOT = "Root=1-67f2a4c1-4f8a0c1d2e3b4a5968778695";

    private final Traces traces = new Traces();

    @ParameterizedTest
    @ValueSource(
            strings = {
                ROOT,
                ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1",
                ROOT + ";Sampled=0",
                ROOT + ";Parent=53995c3f42cd8ad8;Sampled=?;Lineage=a87bd80c:1|68fd508a:5|c512fbe3:2"
            })
    void shouldKnowAHeader(String header) {
        assertThat(Traces.checked(header)).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Root=1", "Self=x;" + ROOT, ROOT + ";Sampled=2", ROOT + "\n", ROOT + ";Other=1"})
    void shouldPassOnNothingElse(String text) {
        assertThat(Traces.checked(text)).isNull();
    }

    @Test
    void shouldKnowTheTraceInTheInvocationOnly() {
        assertThat(traces.apply(id("a"))).isNull();
        traces.begin(ROOT);
        traces.enter(Map.of(id("b"), ROOT + ";Sampled=1"));

        assertThat(traces.apply(id("a"))).isEqualTo(ROOT);
        assertThat(traces.apply(id("b"))).isEqualTo(ROOT + ";Sampled=1");

        traces.end();
        assertThat(traces.apply(id("a"))).isNull();
    }

    @Test
    void shouldKnowItInThreadsThatTheInvocationStarts() throws ExecutionException, InterruptedException {
        traces.begin(ROOT);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.submit(() -> traces.apply(id("a"))).get()).isEqualTo(ROOT);
        }
    }
}
