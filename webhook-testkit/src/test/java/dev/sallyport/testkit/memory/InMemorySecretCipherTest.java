package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.testkit.contract.SecretCipherContract;

class InMemorySecretCipherTest implements SecretCipherContract {

    private final InMemorySecretCipher cipher = new InMemorySecretCipher();

    @Override
    public SecretCipher cipher() {
        return cipher;
    }

    @Override
    public void rotate() {
        cipher.rotate();
    }

    @Override
    public void lose(String keyVersion) {
        cipher.forget(keyVersion);
    }
}
