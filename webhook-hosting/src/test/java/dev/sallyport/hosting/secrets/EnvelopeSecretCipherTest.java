package dev.sallyport.hosting.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.testkit.contract.SecretCipherContract;
import dev.sallyport.testkit.memory.InMemorySecretSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cipher over master keys in a secret manager. */
class EnvelopeSecretCipherTest implements SecretCipherContract {

    private static final String NAME = "sallyport/master-keys";
    private static final String HEX = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private final InMemorySecretSource source = new InMemorySecretSource();
    private final List<String> lines = new ArrayList<>(List.of("k1 " + key(1)));
    private final SecretCipher cipher =
            new EnvelopeSecretCipher(new KeptMasterKeys(NAME, () -> KeptMasterKeys.read(source, NAME)));

    EnvelopeSecretCipherTest() {
        put();
    }

    private static String key(int fill) {
        byte[] key = new byte[AesGcm.KEY_BYTES];
        key[0] = (byte) fill;
        return Base64.getEncoder().encodeToString(key);
    }

    private void put() {
        source.put(NAME, String.join("\n", lines));
    }

    @Override
    public SecretCipher cipher() {
        return cipher;
    }

    @Override
    public void rotate() {
        lines.add("k" + (lines.size() + 1) + " " + key(lines.size() + 1));
        put();
    }

    @Override
    public void lose(String keyVersion) {
        lines.removeIf(line -> line.startsWith(keyVersion + " "));
        put();
    }

    @Test
    void shouldSayWhichKeyIsMissing() {
        SealedSecret old = cipher.seal(SECRET, CONTEXT);
        rotate();
        lose(old.keyVersion());

        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> cipher.open(old, CONTEXT))
                .withMessage("there is no master key k1 in the secret sallyport/master-keys: put its line back");
    }

    @Test
    void shouldNameAKeyWithoutAVersionTheSameWhereverItStands() {
        source.put(NAME, HEX);
        SealedSecret sealed = cipher.seal(SECRET, CONTEXT);
        source.put(NAME, HEX.toUpperCase(Locale.ROOT) + "\nk2 " + key(2) + "\n");

        assertThat(sealed.keyVersion()).matches("k-[0-9a-f]{8}");
        assertThat(cipher.currentKeyVersion()).isEqualTo("k2");
        assertThat(cipher.open(sealed, CONTEXT)).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "0001", "k1 c2hvcnQ=", "password", "k1  " + HEX})
    void shouldRefuseWhatIsNoKeyWithoutRepeatingIt(String text) {
        source.put(NAME, text);

        assertThatThrownBy(() -> cipher.seal(SECRET, CONTEXT))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining(NAME)
                .satisfies(refusal -> assertThat(
                                text.isBlank() || !refusal.getMessage().contains(text.strip()))
                        .isTrue());
    }

    @Test
    void shouldSayThatThereAreNone() {
        SecretCipher without =
                new EnvelopeSecretCipher(new KeptMasterKeys("absent", () -> KeptMasterKeys.read(source, "absent")));

        assertThatThrownBy(without::currentKeyVersion)
                .isInstanceOf(PortUnavailableException.class)
                .hasMessage("the secret manager has no master keys under absent");
    }
}
