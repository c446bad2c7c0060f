package dev.sallyport.local.store.engine;

import dev.sallyport.core.format.EpochNanos;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Binds and reads instants, which the database keeps as nanoseconds since 1970. */
public final class Times {

    private Times() {}

    /** Converts an instant to compare with: one outside the years that can be kept becomes the nearest inside. */
    public static long toNearestNanos(Instant instant) {
        try {
            return EpochNanos.of(instant);
        } catch (IllegalArgumentException e) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Binds an instant, or nothing for null. */
    public static void bind(PreparedStatement statement, int parameter, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(parameter, Types.INTEGER);
        } else {
            statement.setLong(parameter, EpochNanos.of(instant));
        }
    }

    /** Returns the instant of a column, or null if it holds none. */
    public static @Nullable Instant read(ResultSet row, int column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? null : EpochNanos.toInstant(nanos);
    }
}
