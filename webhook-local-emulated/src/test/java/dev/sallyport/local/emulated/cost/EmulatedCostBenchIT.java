package dev.sallyport.local.emulated.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sallyport.local.bench.cost.Assumptions;
import dev.sallyport.local.bench.cost.BilledItem;
import dev.sallyport.local.bench.cost.CostPlan;
import dev.sallyport.local.bench.cost.Door;
import dev.sallyport.local.bench.cost.Measurement;
import dev.sallyport.local.bench.cost.PriceList;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client has native libraries for Linux only")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmulatedCostBenchIT {

    private static final int WEBHOOKS = 20;
    private static final double DEAREST = 5.70;

    private final List<Measurement> measured;

    EmulatedCostBenchIT() throws Exception {
        measured = new EmulatedCostBench().measure(new CostPlan(WEBHOOKS, 4_096, List.of(10)), step -> {});
    }

    @Test
    void shouldCountWhatEachDesignPromises() {
        assertThat(measured)
                .extracting(Measurement::design)
                .containsExactly("bundled", "on-receipt", "bundled", "on-receipt", "straightforward");
        for (Measurement bundled : List.of(measured.get(0), measured.get(2))) {
            assertThat(bundled.callsBeforeAnswer()).as("%s", bundled).isEqualTo(2);
            assertThat(bundled.calls("Sqs SendMessage")).isEqualTo(WEBHOOKS);
            assertThat(bundled.calls("DynamoDb PutItem")).isEqualTo(WEBHOOKS);
            assertThat(bundled.calls("S3 PutObject")).isEqualTo(bundled.batches());
            assertThat(bundled.units(BilledItem.EVENT)).isEqualTo(WEBHOOKS);
            assertThat(bundled.units(BilledItem.DYNAMODB_WRITE))
                    .as("the record, its index, and the change to processed")
                    .isEqualTo(3 * WEBHOOKS);
        }
        Measurement onReceipt = measured.get(1);
        assertThat(onReceipt.callsBeforeAnswer()).isEqualTo(3);
        assertThat(onReceipt.calls("S3 PutObject")).isEqualTo(WEBHOOKS);
        Measurement straightforward = measured.get(4);
        assertThat(straightforward.callsBeforeAnswer()).isEqualTo(3);
        assertThat(straightforward.calls("S3 PutObject")).isEqualTo(WEBHOOKS);
        assertThat(straightforward.calls("DynamoDb PutItem")).isEqualTo(WEBHOOKS);
        assertThat(straightforward.calls("Sqs SendMessage")).isEqualTo(WEBHOOKS);
        assertThat(straightforward.calls("EventBridge PutEvents")).isEqualTo(WEBHOOKS);
        assertThat(straightforward.units(BilledItem.DYNAMODB_WRITE)).isEqualTo(2 * WEBHOOKS, within(1e-9));
    }

    /** The bill that the design was made for, at the assumptions of the command. */
    @Test
    void shouldStayBelowWhatItMayCost() {
        Assumptions assumptions =
                new Assumptions(Duration.ofMillis(25), Duration.ofMillis(20), Duration.ofMillis(16), 512);

        assertThat(PriceList.builtIn()
                        .bill(measured.getFirst().perMillion(Door.FUNCTION_URL, assumptions))
                        .total())
                .isLessThan(DEAREST);
    }
}
