package dev.sallyport.hosting.secrets;

import dev.sallyport.core.port.out.SecretGenerator;
import dev.sallyport.testkit.contract.SecretGeneratorContract;

class SecureRandomSecretGeneratorTest implements SecretGeneratorContract {

    private final SecretGenerator generator = new SecureRandomSecretGenerator();

    @Override
    public SecretGenerator generator() {
        return generator;
    }
}
