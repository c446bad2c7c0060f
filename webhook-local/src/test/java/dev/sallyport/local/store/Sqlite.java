package dev.sallyport.local.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reaches into a database behind the store's back. */
final class Sqlite {

    private Sqlite() {}

    static void execute(Path database, String script) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static String query(Path database, String query) {
        return queryAll(database, query).getFirst();
    }

    /** Returns the first column of each row. */
    static List<String> queryAll(Path database, String query) {
        return readColumn(database, query, 1);
    }

    /** Returns the steps of a statement's query plan. */
    static List<String> plan(Path database, String statement) {
        return readColumn(database, "EXPLAIN QUERY PLAN " + statement, 4);
    }

    private static List<String> readColumn(Path database, String query, int column) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet result = statement.executeQuery()) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(column));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }
}
