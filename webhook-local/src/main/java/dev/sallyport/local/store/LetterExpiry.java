package dev.sallyport.local.store;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Removes dead letters whose retention has ended. It counts from the end of the day of death, so that a letter never goes
 * before the body it tells of. For one thread.
 */
final class LetterExpiry {

    private static final int STEP = 256;

    private static final String AFTER = """
            SELECT key, CASE WHEN json_valid(record) THEN json_extract(record, '$.provider') END
            FROM dead_letters WHERE key > ? ORDER BY key LIMIT ?""";
    private static final String DELETE = "DELETE FROM dead_letters WHERE key = ?";

    private final SqliteEngine engine;
    private final InstantSource clock;
    private final Map<ProviderId, Duration> ages;
    private final ArchiveEvents events;

    /** Keys begin with the day of death: behind this one they are younger. */
    private String position = "";

    LetterExpiry(SqliteEngine engine, InstantSource clock, Map<ProviderId, Duration> ages, ArchiveEvents events) {
        this.engine = engine;
        this.clock = clock;
        this.ages = Map.copyOf(ages);
        this.events = events;
    }

    private record Letter(String key, ProviderId provider, LocalDate diedOn) {}

    /** Removes some letters; false if there is nothing to do now. */
    boolean step() {
        Instant now = clock.instant();
        List<Letter> expired = new ArrayList<>();
        boolean more = engine.read(session -> collect(session, now, expired));
        if (!expired.isEmpty()) {
            engine.write(Admission.OWN_WORK, expired.size() * 128, session -> delete(session, expired));
            expired.stream()
                    .collect(Collectors.groupingBy(Letter::provider, Collectors.counting()))
                    .forEach((provider, letters) -> events.lettersExpired(provider, letters.intValue()));
        }
        return more;
    }

    /** Returns whether there may be more to look at. */
    private boolean collect(SqliteSession session, Instant now, List<Letter> expired) throws SQLException {
        PreparedStatement after = session.prepare(AFTER);
        after.setString(1, position);
        after.setInt(2, STEP);
        int seen = 0;
        try (ResultSet rows = after.executeQuery()) {
            while (rows.next()) {
                String key = rows.getString(1);
                LocalDate diedOn = DeadLetterKeys.dayOf(key);
                String provider = rows.getString(2);
                Duration age = provider == null || diedOn == null || !ProviderId.isWellFormed(provider)
                        ? null
                        : ages.get(new ProviderId(provider));
                if (age != null && diedOn != null) {
                    Instant expires = diedOn.plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .plus(age);
                    if (expires.isAfter(now)) {
                        return false;
                    }
                    expired.add(new Letter(key, new ProviderId(provider), diedOn));
                }
                position = key;
                seen++;
            }
        }
        return seen == STEP;
    }

    private static int delete(SqliteSession session, List<Letter> expired) throws SQLException {
        PreparedStatement delete = session.prepare(DELETE);
        for (Letter letter : expired) {
            delete.setString(1, letter.key());
            delete.executeUpdate();
            RetentionTable.letterGoes(session, letter.provider(), letter.diedOn());
        }
        return expired.size();
    }
}
