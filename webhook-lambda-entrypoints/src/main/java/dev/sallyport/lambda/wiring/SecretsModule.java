package dev.sallyport.lambda.wiring;

import dagger.Lazy;
import dagger.Module;
import dagger.Provides;
import dev.sallyport.aws.secrets.SecretsManagerSource;
import dev.sallyport.core.port.out.SecretSource;
import jakarta.inject.Singleton;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Where secrets are kept. The client is built when the first of them is asked for. */
@Module
public final class SecretsModule {

    @Provides
    @Singleton
    SecretsManagerClient client(Environment environment, SdkHttpClient http, AwsCredentialsProvider credentials) {
        return ClientsModule.with(SecretsManagerClient.builder(), "SECRETS_MANAGER", environment, http, credentials)
                .build();
    }

    @Provides
    @Singleton
    SecretsManagerSource source(SecretsManagerClient client) {
        return new SecretsManagerSource(client);
    }

    @Provides
    @Singleton
    SecretSource secrets(Lazy<SecretsManagerSource> source) {
        return name -> source.get().find(name);
    }
}
