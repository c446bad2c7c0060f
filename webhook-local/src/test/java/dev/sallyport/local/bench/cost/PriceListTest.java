package dev.sallyport.local.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sallyport.local.bench.cost.BilledItem.Part;
import dev.sallyport.local.bench.cost.PriceList.Bill;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceListTest {

    private static final Assumptions ASSUMPTIONS =
            new Assumptions(Duration.ofMillis(25), Duration.ofMillis(20), Duration.ofMillis(16), 512);

    private final PriceList prices = PriceList.builtIn();

    /** A hundred webhooks in ten batches. */
    private static Measurement measured(Map<BilledItem, Double> units) {
        return new Measurement("bundled", List.of(Door.values()), 10, 100, 10, 2, Map.of(), units);
    }

    @Test
    void shouldSayWhereAndWhenPricesHold() {
        assertThat(prices.region()).isEqualTo("us-east-1");
        assertThat(prices.date()).matches("[0-9]{4}-[0-9]{2}");
        assertThat(prices.prices()).containsOnlyKeys(BilledItem.values());
        assertThat(prices.of(BilledItem.S3_PUT)).isEqualTo(0.000005, within(1e-12));
    }

    @Test
    void shouldRefuseAListWithoutAPrice() {
        assertThatThrownBy(() -> new PriceList("r", "d", "s", Map.of(BilledItem.EVENT, 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the list of prices has no ");
    }

    @Test
    void shouldMultiplyCountsToAMillionAndPriceThem() {
        Measurement measurement = measured(Map.of(
                BilledItem.SQS_FIFO_REQUEST, 120.0,
                BilledItem.DYNAMODB_WRITE, 300.0,
                BilledItem.S3_PUT, 10.0,
                BilledItem.EVENT, 100.0));

        Bill bill = prices.bill(measurement.perMillion(Door.HTTP_API, ASSUMPTIONS));

        assertThat(bill.of(Part.INGRESS)).isEqualTo(1.00, within(1e-9));
        assertThat(bill.of(Part.QUEUE)).isEqualTo(0.60, within(1e-9));
        assertThat(bill.of(Part.TABLE)).isEqualTo(1.875, within(1e-9));
        assertThat(bill.of(Part.BUCKET)).isEqualTo(0.50, within(1e-9));
        assertThat(bill.of(Part.BUS)).isEqualTo(1.00, within(1e-9));
        // 1.1 M requests; a million times 41 ms and 100,000 times 20 ms at half a gigabyte.
        assertThat(bill.of(Part.FUNCTIONS)).isEqualTo(0.22 + 21_500 * 0.0000133334, within(1e-9));
        assertThat(bill.total()).isEqualTo(1.00 + 0.60 + 1.875 + 0.50 + 1.00 + 0.5066681, within(1e-9));
    }

    @Test
    void shouldChargeNothingForAFunctionsUrlAndMostForARestApi() {
        Measurement measurement = measured(Map.of());

        assertThat(prices.bill(measurement.perMillion(Door.FUNCTION_URL, ASSUMPTIONS))
                        .of(Part.INGRESS))
                .isZero();
        assertThat(prices.bill(measurement.perMillion(Door.REST_API, ASSUMPTIONS))
                        .of(Part.INGRESS))
                .isEqualTo(3.50, within(1e-9));
    }

    @Test
    void shouldKeepLogsAndTracesOutOfTheSum() {
        Bill bill = prices.bill(Map.of(BilledItem.LOG_GB, 2.0, BilledItem.TRACE, 50_000.0, BilledItem.EVENT, 1e6));

        assertThat(bill.of(Part.OBSERVATION)).isEqualTo(1.25, within(1e-9));
        assertThat(bill.total()).isEqualTo(1.00, within(1e-9));
    }

    @Test
    void shouldRefusePlansAndAssumptionsThatCannotBe() {
        assertThatThrownBy(() -> new CostPlan(5, 4_096, List.of(10))).hasMessageContaining("10 to 10000");
        assertThatThrownBy(() -> new CostPlan(100, 4_096, List.of(11))).hasMessageContaining("1 to 10");
        assertThatThrownBy(() -> new CostPlan(100, 1, List.of(10))).hasMessageContaining("200 to 32768");
        assertThatThrownBy(() -> new Assumptions(Duration.ZERO, Duration.ZERO, Duration.ZERO, 64))
                .hasMessageContaining("128 to 10240");
    }
}
