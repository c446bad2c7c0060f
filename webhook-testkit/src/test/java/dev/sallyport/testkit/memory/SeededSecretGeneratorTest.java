package dev.sallyport.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.port.out.SecretGenerator;
import dev.sallyport.testkit.contract.SecretGeneratorContract;
import org.junit.jupiter.api.Test;

class SeededSecretGeneratorTest implements SecretGeneratorContract {

    private final SeededSecretGenerator generator = new SeededSecretGenerator(7);

    @Override
    public SecretGenerator generator() {
        return generator;
    }

    @Test
    void shouldDrawTheSameFromTheSameSeed() {
        assertThat(generator.newSecret(SecretKind.SYMMETRIC))
                .isEqualTo(new SeededSecretGenerator(7).newSecret(SecretKind.SYMMETRIC))
                .isNotEqualTo(new SeededSecretGenerator(8).newSecret(SecretKind.SYMMETRIC));
    }
}
