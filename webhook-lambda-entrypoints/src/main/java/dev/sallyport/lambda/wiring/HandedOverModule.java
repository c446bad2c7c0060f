package dev.sallyport.lambda.wiring;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.aws.dynamodb.DynamoDbHandedOverSecrets;
import dev.sallyport.core.port.out.HandedOverSecrets.HandedOverSecret;
import dev.sallyport.hosting.secrets.EnvelopeSecretCipher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Secrets that providers hand over, sealed under the master keys. */
@Module
public final class HandedOverModule {

    @Provides
    @Singleton
    DynamoDbHandedOverSecrets secrets(DynamoDbClient client, Environment environment, EnvelopeSecretCipher cipher) {
        return new DynamoDbHandedOverSecrets(client, environment.text("SALLYPORT_TABLE"), cipher);
    }

    @Provides
    @Singleton
    Supplier<List<HandedOverSecret>> all(DynamoDbHandedOverSecrets secrets) {
        return secrets::all;
    }
}
