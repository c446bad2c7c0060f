package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.port.out.OrderPositionStore;
import dev.sallyport.testkit.contract.OrderPositionStoreContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqliteOrderPositionStoreIT extends LocalStoreTestBase implements OrderPositionStoreContract {

    @Override
    public OrderPositionStore positions() {
        return store.positions();
    }

    @Test
    void shouldKnowNumbersAndTimesAfterARestart() {
        Map<OrderingKey, EventPosition> kept = Map.of(
                new OrderingKey("acme/a"), EventPosition.ofNumber(7, "evt_1"),
                new OrderingKey("acme/b"),
                        EventPosition.ofTime(Instant.parse("2026-01-31T12:00:00.000000001Z"), "evt_2"));
        store.positions().raise(kept);
        closeStore();
        openStore();

        assertThat(store.positions().newest(List.of(new OrderingKey("acme/a"), new OrderingKey("acme/b"))))
                .isEqualTo(kept);
    }
}
