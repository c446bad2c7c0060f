package dev.sallyport.local.store.outbound;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.format.EndpointJson;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps endpoints in SQLite, and those of the tenants used last in memory beside it. Safe for any number of threads.
 */
public final class SqliteEndpointStore implements EndpointStore {

    private static final int ROW_BYTES = 4_096;

    private static final String CREATE = """
            INSERT OR IGNORE INTO endpoints (id, tenant, created_at, revision, noticed, endpoint)
            VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String FIND = "SELECT endpoint FROM endpoints WHERE id = ? AND tenant = ?";
    private static final String OF_TENANT = "SELECT endpoint FROM endpoints WHERE tenant = ? ORDER BY created_at, id";
    private static final String REPLACE = """
            UPDATE endpoints SET revision = ?, noticed = ?, endpoint = ?
            WHERE id = ? AND tenant = ? AND revision = ? - 1""";
    private static final String REMOVE = "DELETE FROM endpoints WHERE id = ? AND tenant = ?";
    private static final String LIST = "SELECT endpoint FROM endpoints WHERE id > ? ORDER BY id LIMIT ?";
    private static final String NOTICED = "SELECT endpoint FROM endpoints WHERE noticed = 1 ORDER BY id LIMIT ?";

    private final SqliteEngine engine;
    private final EndpointCache cache;

    SqliteEndpointStore(SqliteEngine engine, EndpointCache cache) {
        this.engine = engine;
        this.cache = cache;
    }

    @Override
    public void create(Endpoint endpoint) {
        if (endpoint.revision() != 0) {
            throw new IllegalArgumentException("endpoint to create must have revision 0, not " + endpoint.revision());
        }
        engine.write(Admission.NEW_WORK, ROW_BYTES, session -> {
            PreparedStatement create = session.prepare(CREATE);
            create.setString(1, endpoint.id().value());
            create.setString(2, endpoint.tenant().value());
            create.setLong(3, EpochNanos.of(endpoint.createdAt()));
            create.setLong(4, endpoint.revision());
            create.setBoolean(5, !endpoint.pendingNotices().isEmpty());
            create.setString(6, EndpointJson.write(endpoint));
            int created = create.executeUpdate();
            if (created == 1) {
                cache.changed(endpoint.tenant(), endpoint.id(), endpoint);
            }
            return created;
        });
    }

    @Override
    public @Nullable Endpoint find(TenantId tenant, EndpointId id) {
        return cache.find(tenant, id, this::read);
    }

    @Override
    public List<Endpoint> ofTenant(TenantId tenant) {
        return cache.ofTenant(tenant, this::read);
    }

    private List<Endpoint> read(TenantId tenant) {
        return engine.read(session -> {
            PreparedStatement ofTenant = session.prepare(OF_TENANT);
            ofTenant.setString(1, tenant.value());
            return Rows.all(ofTenant, SqliteEndpointStore::endpoint);
        });
    }

    @Override
    public ReplaceEndpointOutcome replace(Endpoint endpoint) {
        return engine.write(Admission.OWN_WORK, ROW_BYTES, session -> {
            PreparedStatement replace = session.prepare(REPLACE);
            replace.setLong(1, endpoint.revision());
            replace.setBoolean(2, !endpoint.pendingNotices().isEmpty());
            replace.setString(3, EndpointJson.write(endpoint));
            replace.setString(4, endpoint.id().value());
            replace.setString(5, endpoint.tenant().value());
            replace.setLong(6, endpoint.revision());
            if (replace.executeUpdate() == 1) {
                cache.changed(endpoint.tenant(), endpoint.id(), endpoint);
                return new ReplaceEndpointOutcome.Replaced();
            }
            Endpoint current = find(session, endpoint.tenant(), endpoint.id());
            return endpoint.equals(current)
                    ? new ReplaceEndpointOutcome.Replaced()
                    : new ReplaceEndpointOutcome.Conflict(current);
        });
    }

    private static @Nullable Endpoint find(SqliteSession session, TenantId tenant, EndpointId id) throws SQLException {
        PreparedStatement find = session.prepare(FIND);
        find.setString(1, id.value());
        find.setString(2, tenant.value());
        return Rows.first(find, SqliteEndpointStore::endpoint);
    }

    @Override
    public boolean remove(TenantId tenant, EndpointId id) {
        return engine.write(Admission.OWN_WORK, ROW_BYTES, session -> {
            PreparedStatement remove = session.prepare(REMOVE);
            remove.setString(1, id.value());
            remove.setString(2, tenant.value());
            boolean removed = remove.executeUpdate() == 1;
            if (removed) {
                cache.changed(tenant, id, null);
            }
            return removed;
        });
    }

    @Override
    public List<Endpoint> list(@Nullable EndpointId after, int limit) {
        Rows.requireLimit(limit);
        return engine.read(session -> {
            PreparedStatement list = session.prepare(LIST);
            list.setString(1, after == null ? "" : after.value());
            list.setInt(2, limit);
            return Rows.all(list, SqliteEndpointStore::endpoint);
        });
    }

    @Override
    public List<Endpoint> withPendingNotices(int limit) {
        Rows.requireLimit(limit);
        return engine.read(session -> {
            PreparedStatement noticed = session.prepare(NOTICED);
            noticed.setInt(1, limit);
            return Rows.all(noticed, SqliteEndpointStore::endpoint);
        });
    }

    private static Endpoint endpoint(ResultSet row) throws SQLException {
        return EndpointJson.read(row.getString(1));
    }
}
