package dev.sallyport.local.emulated;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/** Puts secrets into Secrets Manager. */
final class SecretKeeping {

    private SecretKeeping() {}

    /** Creates secrets; one that is there keeps its value, and one whose value only its owner knows has none yet. */
    static void keep(SecretsManagerClient secrets, SecretSeeding.Secrets wanted) {
        wanted.values().forEach((name, value) -> create(secrets, name, value));
        wanted.expected().forEach(name -> create(secrets, name, null));
    }

    private static void create(SecretsManagerClient secrets, String name, @Nullable String value) {
        try {
            secrets.createSecret(request -> request.name(name).secretString(value));
        } catch (ResourceExistsException e) {
            // Someone made it before, and may have changed its value since.
        }
    }
}
