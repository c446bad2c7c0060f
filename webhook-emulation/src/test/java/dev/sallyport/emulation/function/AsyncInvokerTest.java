package dev.sallyport.emulation.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AsyncInvokerTest {

    private static final List<Duration> NO_WAITS = List.of(Duration.ZERO, Duration.ZERO);

    private final AtomicInteger attempts = new AtomicInteger();
    private final CompletableFuture<InvocationOutcome.Failed> kept = new CompletableFuture<>();
    private final CompletableFuture<Integer> returned = new CompletableFuture<>();

    private InvocationOutcome failUntil(int attempt) {
        if (attempts.incrementAndGet() < attempt) {
            return new InvocationOutcome.Failed("Broken", "attempt " + attempts);
        }
        returned.complete(attempts.get());
        return new InvocationOutcome.Returned("{}");
    }

    @Test
    void shouldTryTwiceAgain() throws Exception {
        try (AsyncInvoker invoker = new AsyncInvoker(
                (event, trace) -> failUntil(3), NO_WAITS, (event, failure) -> kept.complete(failure))) {
            invoker.invoke("{}");

            assertThat(returned.get(20, TimeUnit.SECONDS)).isEqualTo(3);
            assertThat(kept).isNotDone();
        }
    }

    @Test
    void shouldHandOverWhatFailedThreeTimes() throws Exception {
        try (AsyncInvoker invoker = new AsyncInvoker(
                (event, trace) -> failUntil(Integer.MAX_VALUE), NO_WAITS, (event, failure) -> kept.complete(failure))) {
            invoker.invoke("{}");

            assertThat(kept.get(20, TimeUnit.SECONDS)).isEqualTo(new InvocationOutcome.Failed("Broken", "attempt 3"));
            assertThat(attempts).hasValue(3);
        }
    }
}
