package dev.sallyport.lambda.wiring;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SecretSource;
import dev.sallyport.hosting.secrets.EnvelopeSecretCipher;
import dev.sallyport.hosting.secrets.KeptMasterKeys;
import dev.sallyport.lambda.renewal.Renewing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** The cipher of endpoints' secrets, under master keys that are read when the first is sealed or opened. */
@Module
public final class CipherModule {

    /** A new master key is used within this time. */
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Provides
    @Singleton
    Renewing<KeptMasterKeys.Keys> keys(Environment environment, SecretSource secrets, InstantSource clock) {
        return new Renewing<>(() -> KeptMasterKeys.read(secrets, nameIn(environment)), MAX_AGE, PAUSE, clock);
    }

    private static String nameIn(Environment environment) {
        String name = environment.find("SALLYPORT_MASTER_KEY");
        if (name == null) {
            throw new PortUnavailableException(
                    "this function was given no master keys: SALLYPORT_MASTER_KEY must name their secret");
        }
        return name;
    }

    @Provides
    @Singleton
    EnvelopeSecretCipher cipher(Environment environment, Renewing<KeptMasterKeys.Keys> keys) {
        return new EnvelopeSecretCipher(
                new KeptMasterKeys(environment.text("SALLYPORT_MASTER_KEY", "SALLYPORT_MASTER_KEY"), keys));
    }
}
