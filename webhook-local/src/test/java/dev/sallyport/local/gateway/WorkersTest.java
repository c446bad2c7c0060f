package dev.sallyport.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void shouldGoOnAfterAFaultAndReportIt() throws InterruptedException {
        ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
        CountDownLatch reported = new CountDownLatch(3);
        CountDownLatch worked = new CountDownLatch(3);
        AtomicInteger calls = new AtomicInteger();
        Workers workers = new Workers(
                limit -> {
                    if (calls.getAndIncrement() == 0) {
                        throw new IllegalStateException("a bug");
                    }
                    worked.countDown();
                    return 0;
                },
                () -> {
                    throw new StackOverflowError();
                },
                () -> {
                    throw new IllegalStateException("another bug");
                },
                (during, fault) -> {
                    faults.add(during + " " + fault.getClass().getSimpleName());
                    reported.countDown();
                });

        workers.start();
        reported.await();
        worked.await();
        workers.stop(LONG);

        assertThat(faults)
                .contains(
                        "processing IllegalStateException",
                        "sweeping StackOverflowError",
                        "repairing IllegalStateException");
    }

    @Test
    void shouldFinishWhatIsInHandBeforeItStops() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        Workers workers = new Workers(
                limit -> {
                    begun.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        return 0;
                    }
                    finished.incrementAndGet();
                    return 0;
                },
                () -> 0,
                () -> LONG,
                (during, fault) -> {});
        workers.start();
        begun.await();

        Thread stopping = Thread.ofVirtual().start(() -> workers.stop(LONG));
        assertThat(stopping.isAlive()).isTrue();
        release.countDown();
        stopping.join();

        assertThat(finished.get()).isPositive();
    }
}
