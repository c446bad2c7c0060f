package dev.sallyport.local.store;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.local.store.engine.CommitParticipant;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Knows how many webhooks of each provider stand where, without ever counting rows. Any thread may read. */
final class WebhookCounts implements CommitParticipant {

    private static final String LOAD = "SELECT provider, status, webhooks FROM counts";
    private static final String CHANGE = """
            INSERT INTO counts (provider, status, webhooks) VALUES (?, ?, ?)
            ON CONFLICT (provider, status) DO UPDATE SET webhooks = webhooks + excluded.webhooks""";

    /** A provider and a status. */
    record Group(ProviderId provider, WebhookStatus status) {}

    private final Map<Group, Long> counts = new ConcurrentHashMap<>();
    private final Map<Group, Long> changes = new HashMap<>();

    static WebhookCounts load(SqliteSession session) throws SQLException {
        WebhookCounts loaded = new WebhookCounts();
        try (ResultSet rows = session.prepare(LOAD).executeQuery()) {
            while (rows.next()) {
                Group group = new Group(new ProviderId(rows.getString(1)), Codes.status(rows.getInt(2)));
                loaded.counts.put(group, rows.getLong(3));
            }
        }
        return loaded;
    }

    void add(ProviderId provider, WebhookStatus status) {
        changes.merge(new Group(provider, status), 1L, Long::sum);
    }

    void remove(ProviderId provider, WebhookStatus status) {
        changes.merge(new Group(provider, status), -1L, Long::sum);
    }

    /** Returns the providers that ever had a webhook. */
    Set<ProviderId> providers() {
        return counts.keySet().stream().map(Group::provider).collect(Collectors.toSet());
    }

    Map<Group, Long> all() {
        return Map.copyOf(counts);
    }

    @Override
    public void beforeCommit(SqliteSession session) throws SQLException {
        PreparedStatement change = session.prepare(CHANGE);
        for (Map.Entry<Group, Long> entry : changes.entrySet()) {
            change.setString(1, entry.getKey().provider().value());
            change.setInt(2, Codes.of(entry.getKey().status()));
            change.setLong(3, entry.getValue());
            change.executeUpdate();
        }
    }

    @Override
    public void afterCommit() {
        changes.forEach((group, change) -> counts.merge(group, change, Long::sum));
        changes.clear();
    }

    @Override
    public void afterRollback() {
        changes.clear();
    }
}
