package dev.sallyport.testkit.memory;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.HandedOverSecrets;
import dev.sallyport.core.port.out.HandedOverSecrets.HandedOverSecret;
import dev.sallyport.testkit.contract.HandedOverSecretsContract;
import org.jspecify.annotations.Nullable;

class InMemoryHandedOverSecretsTest implements HandedOverSecretsContract {

    private final InMemoryHandedOverSecrets secrets = new InMemoryHandedOverSecrets();

    @Override
    public HandedOverSecrets secrets() {
        return secrets;
    }

    @Override
    public @Nullable HandedOverSecret found(ProviderId provider) {
        return secrets.latest(provider);
    }
}
