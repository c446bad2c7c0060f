package dev.sallyport.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SecretCipher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link SecretCipher} does. */
public interface SecretCipherContract {

    /** What tests seal. */
    SecretText SECRET = SecretText.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    /** Whose it is. */
    String CONTEXT = "acme/ep_1/secret/1";

    /** Returns the cipher under test, with one key: the same one until the end of a test. */
    SecretCipher cipher();

    /** Makes a new key the current one; older ones still open. */
    void rotate();

    /** Puts a key out of reach, that of an older version. */
    void lose(String keyVersion);

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "Bearer geheimes Wört \uD83D\uDD11"})
    default void shouldOpenWhatItSealed(String text) {
        SealedSecret sealed = cipher().seal(SecretText.of(text), CONTEXT);

        assertThat(cipher().open(sealed, CONTEXT).reveal()).isEqualTo(text);
    }

    @Test
    default void shouldOpenALongSecret() {
        SecretText text = SecretText.of("0123456789abcdef".repeat(512));

        assertThat(cipher().open(cipher().seal(text, CONTEXT), CONTEXT)).isEqualTo(text);
    }

    @Test
    default void shouldOpenWhatWasKeptAsItsParts() {
        SealedSecret sealed = cipher().seal(SECRET, CONTEXT);

        SealedSecret kept = SealedSecret.of(sealed.keyVersion(), sealed.toByteArray());

        assertThat(cipher().open(kept, CONTEXT)).isEqualTo(SECRET);
    }

    @Test
    default void shouldSealDifferentlyEachTime() {
        List<SealedSecret> sealed = Together.run(16, i -> cipher().seal(SECRET, CONTEXT));

        assertThat(sealed).doesNotHaveDuplicates();
        assertThat(sealed)
                .allSatisfy(one -> assertThat(cipher().open(one, CONTEXT)).isEqualTo(SECRET));
    }

    @Test
    default void shouldShowNothingOfTheSecret() {
        SealedSecret sealed = cipher().seal(SECRET, CONTEXT);

        assertThat(new String(sealed.toByteArray(), StandardCharsets.ISO_8859_1))
                .doesNotContain("whsec_")
                .doesNotContain(SECRET.reveal().substring(6));
        assertThat(sealed.toString()).doesNotContain("whsec_");
    }

    @Test
    default void shouldNameTheKeyThatSealed() {
        assertThat(cipher().seal(SECRET, CONTEXT).keyVersion())
                .isEqualTo(cipher().currentKeyVersion())
                .isNotEmpty();
    }

    @Test
    default void shouldSealUnderTheNewKeyAndOpenTheOldAfterARotation() {
        String before = cipher().currentKeyVersion();
        SealedSecret old = cipher().seal(SECRET, CONTEXT);

        rotate();

        assertThat(cipher().currentKeyVersion()).isNotEqualTo(before);
        assertThat(cipher().seal(SECRET, CONTEXT).keyVersion()).isEqualTo(cipher().currentKeyVersion());
        assertThat(old.keyVersion()).isEqualTo(before);
        assertThat(cipher().open(old, CONTEXT)).isEqualTo(SECRET);
    }

    @Test
    default void shouldNotOpenWithoutTheKey() {
        SealedSecret old = cipher().seal(SECRET, CONTEXT);
        rotate();
        lose(old.keyVersion());

        assertRefuses(old, CONTEXT);
        assertThatCode(() -> cipher().seal(SECRET, CONTEXT)).doesNotThrowAnyException();
    }

    @Test
    default void shouldNotOpenUnderTheNameOfAnotherKey() {
        SealedSecret old = cipher().seal(SECRET, CONTEXT);
        rotate();

        assertRefuses(SealedSecret.of(cipher().currentKeyVersion(), old.toByteArray()), CONTEXT);
        assertRefuses(SealedSecret.of("no-such-key", old.toByteArray()), CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "acme/ep_1/secret/2", "rival/ep_1/secret/1", "acme/ep_1/secret/1 ", "ACME/ep_1/secret/1"})
    default void shouldNotOpenForAnotherOwner(String context) {
        assertRefuses(cipher().seal(SECRET, CONTEXT), context);
    }

    @Test
    default void shouldNotOpenWhatWasChangedAnywhere() {
        SealedSecret sealed = cipher().seal(SECRET, CONTEXT);

        for (int i = 0; i < sealed.toByteArray().length; i++) {
            byte[] changed = sealed.toByteArray();
            changed[i] ^= 1;
            assertRefuses(SealedSecret.of(sealed.keyVersion(), changed), CONTEXT);
        }
    }

    @Test
    default void shouldNotOpenWhatWasCutOrExtended() {
        SealedSecret sealed = cipher().seal(SECRET, CONTEXT);
        byte[] whole = sealed.toByteArray();

        for (int length = 0; length <= whole.length + 1; length++) {
            if (length != whole.length) {
                assertRefuses(SealedSecret.of(sealed.keyVersion(), Arrays.copyOf(whole, length)), CONTEXT);
            }
        }
    }

    private void assertRefuses(SealedSecret sealed, String context) {
        assertThatThrownBy(() -> cipher().open(sealed, context)).isInstanceOf(PortUnavailableException.class);
        PortUnavailableException refusal =
                catchThrowableOfType(PortUnavailableException.class, () -> cipher().open(sealed, context));
        assertThat(Objects.requireNonNull(refusal).getMessage())
                .contains(sealed.keyVersion())
                .doesNotContain("whsec_")
                .doesNotContain("acme");
    }
}
