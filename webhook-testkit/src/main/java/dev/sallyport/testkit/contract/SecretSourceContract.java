package dev.sallyport.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.port.out.SecretSource;
import dev.sallyport.core.port.out.SecretSource.SecretOutcome;
import org.junit.jupiter.api.Test;

/** What every {@link SecretSource} does. */
public interface SecretSourceContract {

    /** Returns the port under test: empty at the beginning of a test. */
    SecretSource source();

    /** Puts a secret under a name, in place of an earlier one, as an operator does. */
    void put(String name, String text);

    /** Makes a name known without giving it a value; an implementation that knows no such state does nothing. */
    void declare(String name);

    @Test
    default void shouldFindASecretExactlyAsItWasPut() {
        put("sallyport/stripe", " whsec_größe\n");

        assertThat(source().find("sallyport/stripe")).isEqualTo(new SecretOutcome.Found(" whsec_größe\n"));
    }

    @Test
    default void shouldFindTheLatestValue() {
        put("sallyport/stripe", "first");
        SecretOutcome before = source().find("sallyport/stripe");
        put("sallyport/stripe", "second");

        assertThat(before).isEqualTo(new SecretOutcome.Found("first"));
        assertThat(source().find("sallyport/stripe")).isEqualTo(new SecretOutcome.Found("second"));
    }

    @Test
    default void shouldMissAnUnknownName() {
        put("sallyport/stripe", "secret");

        assertThat(source().find("sallyport/strip")).isEqualTo(new SecretOutcome.Missing());
    }

    @Test
    default void shouldMissASecretWithoutAValue() {
        declare("sallyport/github");

        assertThat(source().find("sallyport/github")).isEqualTo(new SecretOutcome.Missing());
    }

    @Test
    default void shouldNotShowASecretInText() {
        put("sallyport/stripe", "whsec_hidden");

        assertThat(source().find("sallyport/stripe")).asString().isEqualTo("Found[hidden]");
    }
}
