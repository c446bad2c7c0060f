package dev.sallyport.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.ordering.EventPosition;
import dev.sallyport.core.port.out.OrderPositionStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link OrderPositionStore} does. */
public interface OrderPositionStoreContract {

    /** Returns the store under test: empty at the beginning of a test. */
    OrderPositionStore positions();

    @Test
    default void shouldKnowNothingOfAKeyThatWasNeverRaised() {
        assertThat(positions().newest(List.of(key("a")))).isEmpty();
    }

    @Test
    default void shouldReturnTheKeysAskedForAndNoOthers() {
        positions().raise(Map.of(key("a"), at(1), key("b"), at(2)));

        assertThat(positions().newest(List.of(key("a"), key("c")))).containsExactly(Map.entry(key("a"), at(1)));
    }

    @Test
    default void shouldRaiseToWhatIsNewer() {
        positions().raise(Map.of(key("a"), at(1)));
        positions().raise(Map.of(key("a"), at(2)));

        assertThat(positions().newest(List.of(key("a")))).containsExactly(Map.entry(key("a"), at(2)));
    }

    @Test
    default void shouldNotLower() {
        positions().raise(Map.of(key("a"), at(2)));
        positions().raise(Map.of(key("a"), at(1)));

        assertThat(positions().newest(List.of(key("a")))).containsExactly(Map.entry(key("a"), at(2)));
    }

    @Test
    default void shouldOrderEqualNumbersByTheirTieBreak() {
        EventPosition first = EventPosition.ofNumber(7, "evt_a");
        EventPosition second = EventPosition.ofNumber(7, "evt_b");
        positions().raise(Map.of(key("a"), second));
        positions().raise(Map.of(key("a"), first));

        assertThat(positions().newest(List.of(key("a")))).containsExactly(Map.entry(key("a"), second));
    }

    @Test
    default void shouldKeepTheNewestOfManyConcurrentCalls() {
        Together.run(32, i -> {
            positions().raise(Map.of(key("a"), at(i)));
            return i;
        });

        assertThat(positions().newest(List.of(key("a")))).containsExactly(Map.entry(key("a"), at(31)));
    }

    private static OrderingKey key(String name) {
        return new OrderingKey("acme/" + name);
    }

    private static EventPosition at(long number) {
        return EventPosition.ofNumber(number, "evt");
    }
}
