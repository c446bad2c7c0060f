package dev.sallyport.aws.secrets;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SecretSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * Reads the current version of secrets from AWS Secrets Manager, each time anew: whoever reads often keeps what was read
 * for a while. Safe for any number of threads.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class SecretsManagerSource implements SecretSource {

    private final SecretsManagerClient client;

    public SecretsManagerSource(SecretsManagerClient client) {
        this.client = client;
    }

    @Override
    public SecretOutcome find(String name) {
        return AwsCalls.reading("Secrets Manager GetSecretValue", () -> {
            try {
                return found(name, client.getSecretValue(request -> request.secretId(name)));
            } catch (ResourceNotFoundException e) {
                // The service's word for a secret without a value, too.
                return new SecretOutcome.Missing();
            }
        });
    }

    private static SecretOutcome found(String name, GetSecretValueResponse response) {
        String text = response.secretString();
        if (text == null) {
            throw new PortUnavailableException("the secret " + name + " is kept as bytes: put it as text");
        }
        return new SecretOutcome.Found(text);
    }
}
