package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeqRangeTest {

    @Test
    void shouldCoverNothingByNoRange() {
        assertThat(SeqRange.covering(LongStream.empty())).isEmpty();
    }

    @Test
    void shouldCoverNeighboursByOneRangeInWhateverOrderTheyCome() {
        assertThat(SeqRange.covering(LongStream.of(3, 1, 2, 2))).containsExactly(new SeqRange(1, 3));
    }

    @Test
    void shouldCoverNothingBetween() {
        assertThat(SeqRange.covering(LongStream.of(1, 2, 4, 7, 8, 9)))
                .containsExactly(new SeqRange(1, 2), new SeqRange(4, 4), new SeqRange(7, 9));
    }
}
