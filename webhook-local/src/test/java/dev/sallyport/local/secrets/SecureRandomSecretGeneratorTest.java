package dev.sallyport.local.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecureRandomSecretGeneratorTest {

    private final SecureRandomSecretGenerator generator = new SecureRandomSecretGenerator();

    @Test
    void shouldDrawSymmetricSecretsOf32Bytes() {
        SecretText secret = generator.newSecret(SecretKind.SYMMETRIC);

        assertThat(secret.reveal()).startsWith("whsec_");
        assertThat(decoded(secret, "whsec_")).hasSize(32);
        assertThat(generator.newSecret(SecretKind.SYMMETRIC)).isNotEqualTo(secret);
    }

    @Test
    void shouldDrawKeyPairsWhoseHalvesBelongTogether() throws Exception {
        byte[] whole = decoded(generator.newSecret(SecretKind.ED25519), "whsk_");
        KeyFactory keys = KeyFactory.getInstance("Ed25519");
        PrivateKey privateKey =
                keys.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(whole, 32)));
        byte[] header = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] encoded = Arrays.copyOf(header, header.length + 32);
        System.arraycopy(whole, 32, encoded, header.length, 32);
        PublicKey publicKey = keys.generatePublic(new X509EncodedKeySpec(encoded));

        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(privateKey);
        signing.update("text".getBytes(UTF_8));
        Signature verifying = Signature.getInstance("Ed25519");
        verifying.initVerify(publicKey);
        verifying.update("text".getBytes(UTF_8));

        assertThat(whole).hasSize(64);
        assertThat(verifying.verify(signing.sign())).isTrue();
    }

    private static byte[] decoded(SecretText secret, String prefix) {
        return Base64.getDecoder().decode(secret.reveal().substring(prefix.length()));
    }
}
