package dev.sallyport.local.store.outbound;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of queries, and the limits that bound them. */
final class Rows {

    private static final int LARGEST_LIMIT = 1_000;

    private Rows() {}

    /** Reads one row. */
    @FunctionalInterface
    interface Reading<T> {
        T from(ResultSet row) throws SQLException;
    }

    static <T> List<T> all(PreparedStatement query, Reading<T> reading) throws SQLException {
        List<T> read = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                read.add(reading.from(rows));
            }
        }
        return read;
    }

    /** Returns the first row, or null if there is none. */
    static <T> @Nullable T first(PreparedStatement query, Reading<T> reading) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            return rows.next() ? reading.from(rows) : null;
        }
    }

    /** Returns the number in the first row and column; 0 if there is no row. */
    static long number(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    static void requireLimit(int limit) {
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_LIMIT + ", not " + limit);
        }
    }
}
