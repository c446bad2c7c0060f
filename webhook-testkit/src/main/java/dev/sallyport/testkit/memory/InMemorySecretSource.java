package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.SecretSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps secrets in memory. Safe for any number of threads. */
public final class InMemorySecretSource implements SecretSource {

    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    /** Puts a secret under a name, in place of an earlier one. */
    public void put(String name, String text) {
        secrets.put(name, text);
    }

    @Override
    public SecretOutcome find(String name) {
        String text = secrets.get(name);
        return text == null ? new SecretOutcome.Missing() : new SecretOutcome.Found(text);
    }
}
