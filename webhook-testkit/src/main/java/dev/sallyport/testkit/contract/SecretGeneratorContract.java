package dev.sallyport.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.port.out.SecretGenerator;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link SecretGenerator} does. */
public interface SecretGeneratorContract {

    /** Returns the generator under test. */
    SecretGenerator generator();

    @Test
    default void shouldDrawSymmetricSecretsOf32Bytes() {
        assertThat(decode(generator().newSecret(SecretKind.SYMMETRIC), "whsec_"))
                .hasSize(32);
    }

    @Test
    default void shouldDrawKeyPairsOfWhichOneHalfVerifiesTheOther() throws GeneralSecurityException {
        byte[] pair = decode(generator().newSecret(SecretKind.ED25519), "whsk_");
        byte[] message = {1, 2, 3};

        assertThat(pair).hasSize(64);
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(privateKey(Arrays.copyOf(pair, 32)));
        signer.update(message);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(publicKey(Arrays.copyOfRange(pair, 32, 64)));
        verifier.update(message);
        assertThat(verifier.verify(signer.sign())).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SecretKind.class)
    default void shouldDrawAnotherSecretEachTime(SecretKind kind) {
        List<SecretText> drawn = Together.run(64, i -> generator().newSecret(kind));

        assertThat(drawn).doesNotHaveDuplicates();
    }

    private static byte[] decode(SecretText secret, String prefix) {
        assertThat(secret.reveal()).startsWith(prefix);
        return Base64.getDecoder().decode(secret.reveal().substring(prefix.length()));
    }

    /** In the encoding of RFC 8410 section 7. */
    private static PrivateKey privateKey(byte[] seed) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(join("302e020100300506032b657004220420", seed)));
    }

    /** In the encoding of RFC 8410 section 4. */
    private static PublicKey publicKey(byte[] point) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(join("302a300506032b6570032100", point)));
    }

    private static byte[] join(String prefix, byte[] rest) {
        byte[] before = HexFormat.of().parseHex(prefix);
        byte[] all = Arrays.copyOf(before, before.length + rest.length);
        System.arraycopy(rest, 0, all, before.length, rest.length);
        return all;
    }
}
