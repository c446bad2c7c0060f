package dev.sallyport.local.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.port.out.HttpSender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InFlightTest {

    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Preparation preparation = new Preparation(2);
    private final InFlight inFlight = new InFlight(10, preparation, () -> {}, (during, fault) -> faults.add(during));
    private final CountDownLatch let = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    private void prepare() {
        begun.incrementAndGet();
        awaitLet();
    }

    private void awaitLet() {
        try {
            let.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitBegun(int deliveries) {
        while (begun.get() < deliveries) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldPrepareNoMoreAtOnceThanItMay() throws Exception {
        inFlight.execute(this::prepare);
        inFlight.execute(this::prepare);
        awaitBegun(2);
        Thread third = Thread.ofPlatform().start(() -> inFlight.execute(this::prepare));
        while (third.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertThat(begun).hasValue(2);
        assertThat(inFlight.count()).isEqualTo(2);
        let.countDown();
        third.join();
        assertThat(inFlight.awaitNone(Duration.ofMinutes(1))).isTrue();
        assertThat(begun).hasValue(3);
    }

    @Test
    void shouldNotCountThoseThatWaitForAnswers() throws Exception {
        HttpSender sender = preparation.beforeSending(request -> {
            begun.incrementAndGet();
            awaitLet();
            throw new IllegalStateException("of no use");
        });

        for (int i = 0; i < 6; i++) {
            inFlight.execute(() -> sender.send(null));
        }
        awaitBegun(6);

        assertThat(inFlight.count()).isEqualTo(6);
        let.countDown();
        assertThat(inFlight.awaitNone(Duration.ofMinutes(1))).isTrue();
        assertThat(faults).hasSize(6).containsOnly("delivering");
    }
}
