package dev.sallyport.local.store.engine;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The versions of a database's schema, and the scripts that lead from each to the next.
 *
 * @param applicationId the number that marks a database file as this application's; see <a
 *     href="https://sqlite.org/pragma.html#pragma_application_id">application_id</a>
 * @param scripts the first makes version 1 of an empty database, each of the others the next version of the last
 */
public record SchemaHistory(int applicationId, List<String> scripts) {

    private static final int PAGE_SIZE = 8_192;

    public SchemaHistory {
        scripts = List.copyOf(scripts);
    }

    /** Returns the version that this program works with. */
    public int current() {
        return scripts.size();
    }

    /**
     * Brings a database to the current version, in one transaction.
     *
     * @throws DataDirectoryException if it is another application's, or from a newer version of this one
     */
    void upgrade(SqliteSession session, Path database) throws SQLException {
        int version = (int) session.number("PRAGMA user_version");
        int owner = (int) session.number("PRAGMA application_id");
        boolean isNew = version == 0 && owner == 0 && session.number("PRAGMA schema_version") == 0;
        if (!isNew && owner != applicationId) {
            throw new DataDirectoryException(
                    "database " + database + " is not one of Sallyport: choose another data directory");
        }
        if (version > current()) {
            throw new DataDirectoryException("database " + database + " has schema version " + version
                    + ", this program knows versions up to " + current()
                    + ": start the newer program, or restore a backup made before it");
        }
        if (isNew) {
            session.execute("PRAGMA page_size = " + PAGE_SIZE);
        }
        session.number("PRAGMA journal_mode = WAL");
        if (version < current()) {
            migrate(session, version);
        }
    }

    private void migrate(SqliteSession session, int version) throws SQLException {
        session.begin();
        try {
            for (String script : scripts.subList(version, current())) {
                session.execute(script);
            }
            session.execute("PRAGMA application_id = " + applicationId);
            session.execute("PRAGMA user_version = " + current());
            session.commit();
        } catch (SQLException e) {
            session.rollback();
            throw e;
        }
    }
}
