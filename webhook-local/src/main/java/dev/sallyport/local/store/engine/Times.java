package dev.sallyport.local.store.engine;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps instants as nanoseconds since 1970 in 64 bits: exact, so that no rule needs to know of rounding, and enough for
 * the years 1678 to 2262.
 */
public final class Times {

    private static final long NANOS = 1_000_000_000L;

    private Times() {}

    /**
     * Converts an instant to be kept.
     *
     * @throws IllegalArgumentException if it lies outside the years that can be kept
     */
    public static long toNanos(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("instant must lie between the years 1678 and 2262: " + instant, e);
        }
    }

    /** Converts an instant to compare with: one outside the years that can be kept becomes the nearest inside. */
    public static long toNearestNanos(Instant instant) {
        try {
            return toNanos(instant);
        } catch (IllegalArgumentException e) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Returns the instant that was kept. */
    public static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /** Binds an instant, or null. */
    public static void bind(PreparedStatement statement, int parameter, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(parameter, Types.INTEGER);
        } else {
            statement.setLong(parameter, toNanos(instant));
        }
    }

    /** Returns the instant in a column, or null. */
    public static @Nullable Instant read(ResultSet row, int column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? null : toInstant(nanos);
    }
}
