package dev.sallyport.local.store;

import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.format.RepairRunJson;
import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RunId;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps repair runs in SQLite. Safe for any number of threads. */
public final class SqliteRepairRunStore implements RepairRunStore {

    private static final int RUN_BYTES = 1_024;

    private static final String CREATE =
            "INSERT OR IGNORE INTO repair_runs (id, revision, state, started_at, run) VALUES (?, ?, ?, ?, ?)";
    private static final String REPLACE =
            "UPDATE repair_runs SET revision = ?, state = ?, run = ? WHERE id = ? AND revision = ? - 1";
    private static final String FIND = "SELECT run FROM repair_runs WHERE id = ?";
    private static final String LATEST = "SELECT run FROM repair_runs ORDER BY started_at DESC, id DESC LIMIT ?";
    private static final String RUNNING = "SELECT run FROM repair_runs WHERE state = 'RUNNING' ORDER BY started_at, id";

    private final SqliteEngine engine;

    SqliteRepairRunStore(SqliteEngine engine) {
        this.engine = engine;
    }

    @Override
    public void create(RepairRun run) {
        long startedAt = EpochNanos.of(run.startedAt());
        engine.write(Admission.OWN_WORK, RUN_BYTES, session -> {
            PreparedStatement create = session.prepare(CREATE);
            create.setString(1, run.id().value());
            create.setLong(2, run.revision());
            create.setString(3, run.state().name());
            create.setLong(4, startedAt);
            create.setString(5, RepairRunJson.write(run));
            return create.executeUpdate();
        });
    }

    @Override
    public boolean replace(RepairRun replacement) {
        return engine.write(Admission.OWN_WORK, RUN_BYTES, session -> {
            PreparedStatement replace = session.prepare(REPLACE);
            replace.setLong(1, replacement.revision());
            replace.setString(2, replacement.state().name());
            replace.setString(3, RepairRunJson.write(replacement));
            replace.setString(4, replacement.id().value());
            replace.setLong(5, replacement.revision());
            return replace.executeUpdate() == 1
                    || find(session, replacement.id()).contains(replacement);
        });
    }

    @Override
    public @Nullable RepairRun find(RunId id) {
        List<RepairRun> found = engine.read(session -> find(session, id));
        return found.isEmpty() ? null : found.getFirst();
    }

    private static List<RepairRun> find(SqliteSession session, RunId id) throws SQLException {
        PreparedStatement find = session.prepare(FIND);
        find.setString(1, id.value());
        return readAll(find);
    }

    @Override
    public List<RepairRun> latest(int limit) {
        return engine.read(session -> {
            PreparedStatement latest = session.prepare(LATEST);
            latest.setInt(1, limit);
            return readAll(latest);
        });
    }

    @Override
    public List<RepairRun> running() {
        return engine.read(session -> readAll(session.prepare(RUNNING)));
    }

    private static List<RepairRun> readAll(PreparedStatement query) throws SQLException {
        List<RepairRun> runs = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                runs.add(RepairRunJson.read(rows.getString(1)));
            }
        }
        return runs;
    }
}
