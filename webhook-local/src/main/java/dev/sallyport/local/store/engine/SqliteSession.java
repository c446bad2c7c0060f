package dev.sallyport.local.store.engine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sqlite.SQLiteConfig;

/**
 * One connection and the statements prepared on it. For one thread at a time.
 *
 * <p>Statements stay prepared until the session is closed: whoever executes a query closes its result, never the
 * statement.
 */
public final class SqliteSession implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    SqliteSession(Connection connection) {
        this.connection = connection;
    }

    static SqliteSession open(Path database) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        // Otherwise every insert runs a second query, for a key that nobody here asks for.
        config.setGetGeneratedKeys(false);
        config.setBusyTimeout(5_000);
        // As a URI, so that no character of the path can be taken for a connection property.
        return new SqliteSession(config.createConnection("jdbc:sqlite:" + database.toUri()));
    }

    /** Returns the statement for a text, prepared at its first use. */
    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement prepared = connection.prepareStatement(sql);
        statements.put(sql, prepared);
        return prepared;
    }

    /** Returns the statement of a number for a text: results of different numbers can be open at the same time. */
    public PreparedStatement prepare(String sql, int number) throws SQLException {
        return number == 0 ? prepare(sql) : prepare(sql + " -- " + number);
    }

    /** Returns the texts of all statements prepared so far, for whoever wants to ask the database for its plans. */
    public Set<String> texts() {
        return Set.copyOf(statements.keySet());
    }

    /** Executes statements that are not worth keeping. */
    void execute(String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        }
    }

    /** Executes a query and returns the number in its first row and column; 0 if there is none. */
    public long number(String query) throws SQLException {
        try (ResultSet result = prepare(query).executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    void begin() throws SQLException {
        prepare("BEGIN IMMEDIATE").executeUpdate();
    }

    void commit() throws SQLException {
        prepare("COMMIT").executeUpdate();
    }

    void rollback() throws SQLException {
        prepare("ROLLBACK").executeUpdate();
    }

    /** Runs a task whose queries all see the same state of the database. */
    <R> R snapshot(ReadTask<R> task) throws SQLException {
        prepare("BEGIN").executeUpdate();
        try {
            return task.run(this);
        } finally {
            prepare("COMMIT").executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
