package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LongRingProperties {

    @Property
    void shouldDoWhatAListDoes(@ForAll @Size(max = 200) List<@IntRange(min = -20, max = 40) Integer> steps) {
        LongRing ring = new LongRing();
        List<Long> model = new ArrayList<>();

        for (int step : steps) {
            long number = Math.abs(step);
            if (step >= 0) {
                ring.addLast(number);
                model.addLast(number);
            } else {
                assertThat(ring.remove(number)).isEqualTo(model.remove(number));
            }
            assertThat(numbersOf(ring)).isEqualTo(model);
            assertThat(ring.isEmpty()).isEqualTo(model.isEmpty());
        }
    }

    private static List<Long> numbersOf(LongRing ring) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            numbers.add(ring.get(i));
        }
        return numbers;
    }
}
