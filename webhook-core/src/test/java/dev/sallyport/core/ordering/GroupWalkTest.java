package dev.sallyport.core.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.ordering.GroupWalk.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    @Nested
    class StoppingAtFirstFailure {

        private final List<String> tried = new ArrayList<>();

        private List<String> leftWhenFailing(String... failing) {
            return walk(BATCH).stoppingAtFirstFailure(entry -> {
                tried.add(entry);
                return !Set.of(failing).contains(entry);
            });
        }

        @Test
        void shouldLeaveNothingWhenAllSucceeds() {
            assertThat(leftWhenFailing()).isEmpty();
            assertThat(tried).containsExactly("b1", "b2", "b3", "a1", "a2", "c1");
        }

        @Test
        void shouldLeaveTheFailedOneAndTheRestOfItsGroupUntried() {
            assertThat(leftWhenFailing("b2")).containsExactly("b2", "b3");
            assertThat(tried).containsExactly("b1", "b2", "a1", "a2", "c1");
        }

        @Test
        void shouldStopEachGroupForItself() {
            assertThat(leftWhenFailing("b3", "a1", "c1")).containsExactly("b3", "a1", "a2", "c1");
            assertThat(tried).containsExactly("b1", "b2", "b3", "a1", "c1");
        }

        @Test
        void shouldNotSwallowWhatAStepThrows() {
            assertThatThrownBy(() -> walk(BATCH).stoppingAtFirstFailure(entry -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
        }
    }
}
