package dev.sallyport.core.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.ordering.GroupWalk.Group;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GroupWalkTest {

    private static final List<String> BATCH = List.of("b1", "a1", "b2", "c1", "a2", "b3");

    private static GroupWalk<String> walk(List<String> batch) {
        return GroupWalk.of(batch, entry -> new OrderingKey(entry.substring(0, 1)));
    }

    @Nested
    class Groups {

        @Test
        void shouldComeInOrderOfFirstAppearanceAndKeepTheirOrder() {
            assertThat(walk(BATCH).groups())
                    .containsExactly(
                            new Group<>(new OrderingKey("b"), List.of("b1", "b2", "b3")),
                            new Group<>(new OrderingKey("a"), List.of("a1", "a2")),
                            new Group<>(new OrderingKey("c"), List.of("c1")));
        }

        @Test
        void shouldBeNoneForAnEmptyBatch() {
            assertThat(walk(List.of()).groups()).isEmpty();
        }

        @Test
        void shouldKeepEqualEntries() {
            assertThat(walk(List.of("a1", "a1")).groups())
                    .containsExactly(new Group<>(new OrderingKey("a"), List.of("a1", "a1")));
        }

        @Test
        void shouldKeepTheirEntriesWhenTheCallersListChanges() {
            List<String> batch = new ArrayList<>(BATCH);
            GroupWalk<String> walk = walk(batch);

            batch.clear();

            assertThat(walk.groups().get(2).entries()).containsExactly("c1");
        }

        @Test
        void shouldRefuseToBeEmpty() {
            assertThatThrownBy(() -> new Group<>(new OrderingKey("a"), List.of()))
                    .hasMessage("a group has at least one entry");
        }
    }
}
