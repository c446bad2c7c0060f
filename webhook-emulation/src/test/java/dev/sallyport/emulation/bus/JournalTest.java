package dev.sallyport.emulation.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JournalTest {

    @Test
    void shouldForgetTheOldestBeyondItsSize() {
        Journal journal = new Journal(2);
        journal.add("b", "1");
        journal.add("b", "2");
        journal.add("b", "3");

        assertThat(journal.after(0, 10)).extracting(ReceivedEvent::envelope).containsExactly("2", "3");
    }
}
