package dev.sallyport.local.store;

import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.port.out.HandedOverSecrets;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what providers handed over in SQLite, sealed, the latest of each provider. Safe for any number of threads. */
public final class SqliteHandedOverSecrets implements HandedOverSecrets {

    private static final int SECRET_BYTES = 512;

    private static final String KEEP =
            "INSERT OR REPLACE INTO handed_over_secrets (provider, received_at, key_version, sealed) VALUES (?, ?, ?, ?)";
    private static final String ALL =
            "SELECT provider, received_at, key_version, sealed FROM handed_over_secrets ORDER BY provider";

    private final SqliteEngine engine;
    private final SecretCipher cipher;

    SqliteHandedOverSecrets(SqliteEngine engine, SecretCipher cipher) {
        this.engine = engine;
        this.cipher = cipher;
    }

    @Override
    public void keep(HandedOverSecret secret) {
        String provider = secret.provider().value();
        long receivedAt = EpochNanos.of(secret.receivedAt());
        SealedSecret sealed = cipher.seal(SecretText.of(secret.text()), context(provider));
        engine.write(Admission.NEW_WORK, SECRET_BYTES, session -> {
            PreparedStatement keep = session.prepare(KEEP);
            keep.setString(1, provider);
            keep.setLong(2, receivedAt);
            keep.setString(3, sealed.keyVersion());
            keep.setBytes(4, sealed.toByteArray());
            return keep.executeUpdate();
        });
    }

    /**
     * Returns the latest secret of each provider, for the operator's eyes, by provider.
     *
     * @throws dev.sallyport.core.port.out.PortUnavailableException if the store or a master key is out of reach
     */
    public List<HandedOverSecret> all() {
        List<Row> rows = engine.read(session -> {
            List<Row> found = new ArrayList<>();
            try (ResultSet row = session.prepare(ALL).executeQuery()) {
                while (row.next()) {
                    found.add(new Row(
                            row.getString(1),
                            EpochNanos.toInstant(row.getLong(2)),
                            SealedSecret.of(row.getString(3), row.getBytes(4))));
                }
            }
            return found;
        });
        return rows.stream()
                .map(row -> new HandedOverSecret(
                        new ProviderId(row.provider()),
                        cipher.open(row.sealed(), context(row.provider())).reveal(),
                        row.receivedAt()))
                .toList();
    }

    private record Row(String provider, Instant receivedAt, SealedSecret sealed) {}

    private static String context(String provider) {
        return "handed-over-secret/" + provider;
    }
}
