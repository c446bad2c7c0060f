package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.dynamodb.table.Directory;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.HandedOverSecrets;
import dev.sallyport.core.port.out.SecretCipher;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps what providers handed over in the table, sealed, the latest of each provider. Safe for any number of threads.
 */
public final class DynamoDbHandedOverSecrets implements HandedOverSecrets {

    private static final String RECEIVED_AT = "received_at";
    private static final String KEY_VERSION = "key_version";
    private static final String SEALED = "sealed";

    private final Table table;
    private final Directory secrets;
    private final SecretCipher cipher;

    /**
     * Uses a table that exists.
     *
     * @param cipher seals them
     */
    public DynamoDbHandedOverSecrets(DynamoDbClient client, String tableName, SecretCipher cipher) {
        table = new Table(client, tableName);
        secrets = new Directory(table, "handed-over-secrets");
        this.cipher = cipher;
    }

    @Override
    public void keep(HandedOverSecret secret) {
        String provider = secret.provider().value();
        SealedSecret sealed = cipher.seal(SecretText.of(secret.text()), context(provider));
        table.put(secrets.entry(provider)
                .with(RECEIVED_AT, secret.receivedAt())
                .with(KEY_VERSION, sealed.keyVersion())
                .with(SEALED, sealed.toByteArray()));
    }

    /**
     * Returns the latest secret of each provider, for the operator's eyes, by provider.
     *
     * @throws dev.sallyport.core.port.out.PortUnavailableException if the table or a master key is out of reach
     */
    public List<HandedOverSecret> all() {
        return secrets.all().stream().map(this::read).toList();
    }

    private HandedOverSecret read(Item item) {
        String provider = item.key().sort();
        SealedSecret sealed =
                SealedSecret.of(item.text(KEY_VERSION), Objects.requireNonNull(item.bytesOrNull(SEALED), SEALED));
        return new HandedOverSecret(
                new ProviderId(provider), cipher.open(sealed, context(provider)).reveal(), item.instant(RECEIVED_AT));
    }

    /** The same as in every other store, so that what one has sealed another can open. */
    private static String context(String provider) {
        return "handed-over-secret/" + provider;
    }
}
