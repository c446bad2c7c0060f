package dev.sallyport.lambda.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.port.in.SweepDeliveriesUseCase;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.hosting.repair.RepairRounds;
import dev.sallyport.lambda.FakeContext;
import dev.sallyport.lambda.Telling;
import dev.sallyport.testkit.memory.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweeperHandlerTest {

    private final ManualClock clock = new ManualClock();
    private final Telling telling = new Telling(clock);
    private final Deque<Integer> stranded = new ArrayDeque<>();
    private final Deque<SweepDeliveriesUseCase.SweepReport> reports = new ArrayDeque<>();
    private final FakeRepairs repairs = new FakeRepairs(clock);
    private final List<Duration> rests = new ArrayList<>();
    private int setUps;
    private boolean tenantsOutOfReach;
    private final SweeperHandler handler = new SweeperHandler(new Sweep(
            () -> stranded.isEmpty() ? 0 : stranded.pop(),
            new FakeDeliverySweep(reports),
            new RepairRounds(repairs, clock, (during, fault) -> {}),
            this::setUp,
            telling.invocations(),
            rest -> {
                rests.add(rest);
                clock.advance(rest);
            }));

    private void setUp() {
        setUps++;
        if (tenantsOutOfReach) {
            throw new PortUnavailableException("no table");
        }
    }

    private String sweep(int remainingMillis) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String event = "{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"detail\":{}}";
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(UTF_8)), out, new FakeContext(remainingMillis, null));
        return out.toString(UTF_8);
    }

    @Test
    void shouldSweepUntilNothingIsLeft() throws IOException {
        stranded.addAll(List.of(100, 3));
        reports.add(new SweepDeliveriesUseCase.SweepReport(1_000, 0, 0));
        reports.add(new SweepDeliveriesUseCase.SweepReport(5, 1, 2));

        assertThat(sweep(30_000))
                .isEqualTo("{\"requeued\":103,\"woken\":1005,\"told\":1,\"removed\":2,\"repair_rounds\":0}");
    }

    @Test
    void shouldDoOneOfEachHoweverLittleTimeIsLeft() throws IOException {
        stranded.addAll(List.of(100, 100, 100));
        reports.add(new SweepDeliveriesUseCase.SweepReport(1_000, 0, 0));
        reports.add(new SweepDeliveriesUseCase.SweepReport(1_000, 0, 0));
        repairs.pages = 5;

        assertThat(sweep(8_000))
                .isEqualTo("{\"requeued\":100,\"woken\":1000,\"told\":0,\"removed\":0,\"repair_rounds\":0}");
    }

    @Test
    void shouldAdvanceRunsAtTheirRateWhileThereIsTime() throws IOException {
        repairs.pages = 4;

        assertThat(sweep(30_000)).endsWith("\"repair_rounds\":4}");
        assertThat(rests)
                .as("a second between pages, and none after the last")
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(repairs.pages).isZero();
    }

    @Test
    void shouldLeaveToTheNextSweepWhatMustRestLonger() throws IOException {
        repairs.pages = 4;
        repairs.rest = Duration.ofSeconds(40);

        assertThat(sweep(17_000)).endsWith("\"repair_rounds\":1}");
        assertThat(repairs.pages).isEqualTo(3);
        assertThat(rests).isEmpty();
    }

    @Test
    void shouldSetTenantsUpOnceButSweepWithoutThemToo() throws IOException {
        tenantsOutOfReach = true;
        stranded.add(1);

        assertThat(sweep(30_000)).startsWith("{\"requeued\":1,");
        tenantsOutOfReach = false;
        sweep(30_000);
        sweep(30_000);

        assertThat(setUps).isEqualTo(2);
    }
}
