package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.SecretSource;
import dev.sallyport.testkit.contract.SecretSourceContract;

class InMemorySecretSourceTest implements SecretSourceContract {

    private final InMemorySecretSource source = new InMemorySecretSource();

    @Override
    public SecretSource source() {
        return source;
    }

    @Override
    public void put(String name, String text) {
        source.put(name, text);
    }

    @Override
    public void declare(String name) {
        // A map knows no name without a value.
    }
}
