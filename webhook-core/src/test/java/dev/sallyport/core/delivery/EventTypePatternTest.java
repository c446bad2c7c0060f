package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypePatternTest {

    @ParameterizedTest
    @CsvSource({
        "invoice.paid, invoice.paid, true",
        "invoice.paid, invoice.paid.late, false",
        "invoice.paid, Invoice.paid, false",
        "invoice.*, invoice.paid, true",
        "invoice.*, invoice.payment.failed, true",
        "invoice.*, invoice., true",
        "invoice.*, invoice, false",
        "*.created, customer.created, true",
        "*.created, customer.created.late, false",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "**, anything, true",
        "*, invoice.paid, true",
        "inv.ice, invoice, false",
        "*, sallyport.endpoint.disabled, false",
        "*.disabled, sallyport.endpoint.disabled, false",
        "sally*, sallyport.endpoint.disabled, false",
        "sallyport.*, sallyport.endpoint.disabled, true",
        "sallyport.endpoint.disabled, sallyport.endpoint.disabled, true",
    })
    void shouldMatch(String pattern, String type, boolean expected) {
        assertThat(new EventTypePattern(pattern).matches(new EventType(type))).isEqualTo(expected);
    }

    @Test
    void shouldAnswerAtOnceHoweverManyStarsThereAre() {
        EventTypePattern pattern = new EventTypePattern("*a".repeat(127) + "*b");

        assertThat(pattern.matches(new EventType("a".repeat(256)))).isFalse();
    }

    @Test
    void shouldRefuseWhatCouldNotBeAPattern() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EventTypePattern(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventTypePattern("a\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventTypePattern("a".repeat(257)));
    }
}
