package dev.sallyport.local.store.outbound;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.ApiKey;
import dev.sallyport.core.delivery.tenant.ApiKeyId;
import dev.sallyport.core.delivery.tenant.Tenant;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.format.ApiKeyJson;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.format.TenantJson;
import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps tenants and the digests of their keys in SQLite. Safe for any number of threads. */
public final class SqliteTenantStore implements TenantStore {

    private static final int ROW_BYTES = 1_024;

    private static final String CREATE = "INSERT OR IGNORE INTO tenants (id, revision, tenant) VALUES (?, ?, ?)";
    private static final String FIND = "SELECT tenant FROM tenants WHERE id = ?";
    private static final String LIST = "SELECT tenant FROM tenants WHERE id > ? ORDER BY id LIMIT ?";
    private static final String REPLACE =
            "UPDATE tenants SET revision = ?, tenant = ? WHERE id = ? AND revision = ? - 1";

    private static final String ADD_KEY =
            "INSERT OR IGNORE INTO api_keys (id, tenant, digest, created_at, api_key) VALUES (?, ?, ?, ?, ?)";
    private static final String FIND_KEY = "SELECT api_key FROM api_keys WHERE digest = ?";
    private static final String KEYS = "SELECT api_key FROM api_keys WHERE tenant = ? ORDER BY created_at, id";
    private static final String KEY = "SELECT api_key FROM api_keys WHERE id = ? AND tenant = ?";
    private static final String REPLACE_KEY = "UPDATE api_keys SET api_key = ? WHERE id = ?";

    private final SqliteEngine engine;

    SqliteTenantStore(SqliteEngine engine) {
        this.engine = engine;
    }

    @Override
    public CreateTenantOutcome create(Tenant tenant) {
        if (tenant.revision() != 0) {
            throw new IllegalArgumentException("tenant to create must have revision 0, not " + tenant.revision());
        }
        return engine.write(Admission.NEW_WORK, ROW_BYTES, session -> {
            PreparedStatement create = session.prepare(CREATE);
            create.setString(1, tenant.id().value());
            create.setLong(2, tenant.revision());
            create.setString(3, TenantJson.write(tenant));
            if (create.executeUpdate() == 1) {
                return new CreateTenantOutcome.Created();
            }
            Tenant existing = find(session, tenant.id());
            return existing == null || existing.equals(tenant)
                    ? new CreateTenantOutcome.Created()
                    : new CreateTenantOutcome.AlreadyExists(existing);
        });
    }

    @Override
    public @Nullable Tenant find(TenantId id) {
        return Found.of(engine.read(session -> new Found<>(find(session, id))));
    }

    private static @Nullable Tenant find(SqliteSession session, TenantId id) throws SQLException {
        PreparedStatement find = session.prepare(FIND);
        find.setString(1, id.value());
        return Rows.first(find, SqliteTenantStore::tenant);
    }

    @Override
    public List<Tenant> list(@Nullable TenantId after, int limit) {
        Rows.requireLimit(limit);
        return engine.read(session -> {
            PreparedStatement list = session.prepare(LIST);
            list.setString(1, after == null ? "" : after.value());
            list.setInt(2, limit);
            return Rows.all(list, SqliteTenantStore::tenant);
        });
    }

    @Override
    public ReplaceTenantOutcome replace(Tenant tenant) {
        return engine.write(Admission.OWN_WORK, ROW_BYTES, session -> {
            PreparedStatement replace = session.prepare(REPLACE);
            replace.setLong(1, tenant.revision());
            replace.setString(2, TenantJson.write(tenant));
            replace.setString(3, tenant.id().value());
            replace.setLong(4, tenant.revision());
            if (replace.executeUpdate() == 1) {
                return new ReplaceTenantOutcome.Replaced();
            }
            Tenant current = find(session, tenant.id());
            return tenant.equals(current)
                    ? new ReplaceTenantOutcome.Replaced()
                    : new ReplaceTenantOutcome.Conflict(current);
        });
    }

    @Override
    public void addKey(ApiKey key) {
        engine.write(Admission.OWN_WORK, ROW_BYTES, session -> {
            PreparedStatement add = session.prepare(ADD_KEY);
            add.setString(1, key.id().value());
            add.setString(2, key.tenant().value());
            add.setBytes(3, key.digest().toByteArray());
            add.setLong(4, EpochNanos.of(key.createdAt()));
            add.setString(5, ApiKeyJson.write(key));
            return add.executeUpdate();
        });
    }

    @Override
    public @Nullable ApiKey findKey(Sha256 digest) {
        return Found.of(engine.read(session -> {
            PreparedStatement find = session.prepare(FIND_KEY);
            find.setBytes(1, digest.toByteArray());
            return new Found<>(Rows.first(find, SqliteTenantStore::key));
        }));
    }

    @Override
    public List<ApiKey> keys(TenantId tenant) {
        return engine.read(session -> {
            PreparedStatement keys = session.prepare(KEYS);
            keys.setString(1, tenant.value());
            return Rows.all(keys, SqliteTenantStore::key);
        });
    }

    @Override
    public @Nullable ApiKey endKey(TenantId tenant, ApiKeyId id, Instant instant) {
        return Found.of(engine.write(Admission.OWN_WORK, ROW_BYTES, session -> {
            PreparedStatement find = session.prepare(KEY);
            find.setString(1, id.value());
            find.setString(2, tenant.value());
            ApiKey key = Rows.first(find, SqliteTenantStore::key);
            if (key == null) {
                return new Found<>(null);
            }
            ApiKey ending = key.expiringBy(instant);
            PreparedStatement replace = session.prepare(REPLACE_KEY);
            replace.setString(1, ApiKeyJson.write(ending));
            replace.setString(2, id.value());
            replace.executeUpdate();
            return new Found<>(ending);
        }));
    }

    private static Tenant tenant(ResultSet row) throws SQLException {
        return TenantJson.read(row.getString(1));
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return ApiKeyJson.read(row.getString(1));
    }
}
