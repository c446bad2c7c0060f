package dev.sallyport.local.store;

import dev.sallyport.local.store.engine.CommitParticipant;
import dev.sallyport.local.store.engine.SqliteSession;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;

/**
 * Finds the rows that may have a name, by the name's {@link Address}.
 *
 * <p>Addresses are random, so that adding each to the table at once would write a page of the table for every webhook
 * once the table is large. Instead new ones are logged, a few bytes each, and kept in memory; when there are many they
 * are put into the table a slice at a time, roughly in the order of the table, by the transactions that follow.
 * What is neither logged nor in memory is in the table.
 *
 * <p>Any thread may look up; additions are the writer's.
 */
final class AddressIndex implements CommitParticipant {

    private static final String FIND = "SELECT seq FROM addresses WHERE address = ?";
    private static final String SETTLE = "INSERT OR IGNORE INTO addresses (address, seq) VALUES (?, ?)";

    /** How many addresses one statement settles, while there are so many: calls cost as much as what they do. */
    private static final int SETTLED_AT_ONCE = 16;

    private static final String SETTLE_MANY = SETTLE + ", (?, ?)".repeat(SETTLED_AT_ONCE - 1);

    private static final String LOG = "INSERT INTO address_log (n, entries) VALUES (?, ?)";
    private static final String READ_LOG = "SELECT n, entries FROM address_log WHERE n > ? ORDER BY n LIMIT 10000";
    private static final String ERASE_LOG = "DELETE FROM address_log WHERE n <= ?";

    private static final int ENTRY_BYTES = 2 * Long.BYTES;

    /** How many addresses are settled for each that is added: more than one, so that settling comes to an end first. */
    private static final int SETTLED_PER_ADDED = 2;

    /** How many entries of the log are erased at a time, if no more are added. */
    private static final int ERASED_AT_ONCE = 256;

    private final int settleAt;
    private final ReentrantLock lock = new ReentrantLock();
    private RecentAddresses recent = new RecentAddresses();
    private RecentAddresses settling = new RecentAddresses();

    /** The order in which the settling go into the table, and how many of them are there. */
    private int[] order = {};

    private int settled;

    /** The last entry of the log that holds a settling address, and the last that was erased. */
    private long settlingTo;

    private long erasedTo;
    private long logged;

    /** What the transaction under way began with. */
    private int recentBefore;

    private int settledBefore;
    private long erasedToBefore;
    private long loggedBefore;

    /**
     * Makes an index.
     *
     * @param settleAt how many addresses are kept before they are put into the table
     */
    AddressIndex(int settleAt) {
        this.settleAt = settleAt;
    }

    /** Reads the log, when the store is opened. */
    void load(SqliteSession session) throws SQLException {
        PreparedStatement read = session.prepare(READ_LOG);
        long after = -1;
        while (after < logged) {
            after = logged;
            read.setLong(1, after);
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    if (recent.size() == 0) {
                        erasedTo = rows.getLong(1) - 1;
                        settlingTo = erasedTo;
                    }
                    logged = rows.getLong(1);
                    ByteBuffer entries = ByteBuffer.wrap(rows.getBytes(2));
                    while (entries.hasRemaining()) {
                        recent.add(entries.getLong(), entries.getLong());
                    }
                }
            }
        }
        afterCommit();
    }

    /** Returns the rows that may have a name of this address; the caller compares their names. */
    long[] find(SqliteSession session, long address) throws SQLException {
        LongStream.Builder found = LongStream.builder();
        // Memory first: what is moved to the table meanwhile is then found twice, never missed.
        lock.lock();
        try {
            recent.find(address, found);
            settling.find(address, found);
        } finally {
            lock.unlock();
        }
        PreparedStatement find = session.prepare(FIND);
        find.setLong(1, address);
        try (ResultSet rows = find.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found.build().toArray();
    }

    /** Adds an address. Others may find it before the transaction commits, and then find no row. */
    void add(long address, long seq) {
        lock.lock();
        try {
            recent.add(address, seq);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void beforeCommit(SqliteSession session) throws SQLException {
        int added = recent.size() - recentBefore;
        if (added > 0) {
            log(session, added);
            settle(session, added * SETTLED_PER_ADDED);
        }
    }

    private void log(SqliteSession session, int added) throws SQLException {
        ByteBuffer entries = ByteBuffer.allocate(added * ENTRY_BYTES);
        for (int entry = recentBefore; entry < recent.size(); entry++) {
            entries.putLong(recent.addressAt(entry)).putLong(recent.seqAt(entry));
        }
        PreparedStatement log = session.prepare(LOG);
        log.setLong(1, ++logged);
        log.setBytes(2, entries.array());
        log.executeUpdate();
    }

    private void settle(SqliteSession session, int most) throws SQLException {
        int end = Math.min(order.length, settled + most);
        if (settled < end) {
            while (settled < end) {
                settleNext(session, end - settled < SETTLED_AT_ONCE ? 1 : SETTLED_AT_ONCE);
            }
        } else if (erasedTo < settlingTo) {
            erasedTo = Math.min(settlingTo, erasedTo + Math.max(most, ERASED_AT_ONCE));
            PreparedStatement erase = session.prepare(ERASE_LOG);
            erase.setLong(1, erasedTo);
            erase.executeUpdate();
        }
    }

    private void settleNext(SqliteSession session, int count) throws SQLException {
        PreparedStatement settle = session.prepare(count == 1 ? SETTLE : SETTLE_MANY);
        for (int i = 0; i < count; i++) {
            int entry = order[settled + i];
            settle.setLong(2 * i + 1, settling.addressAt(entry));
            settle.setLong(2 * i + 2, settling.seqAt(entry));
        }
        settle.executeUpdate();
        settled += count;
    }

    @Override
    public void afterCommit() {
        boolean isSettled = settled == order.length && erasedTo == settlingTo;
        if (isSettled && recent.size() >= settleAt) {
            order = recent.roughOrder();
            lock.lock();
            try {
                settling = recent;
                recent = new RecentAddresses();
            } finally {
                lock.unlock();
            }
            settled = 0;
            settlingTo = logged;
        }
        recentBefore = recent.size();
        settledBefore = settled;
        erasedToBefore = erasedTo;
        loggedBefore = logged;
    }

    @Override
    public void afterRollback() {
        lock.lock();
        try {
            recent.truncate(recentBefore);
        } finally {
            lock.unlock();
        }
        settled = settledBefore;
        erasedTo = erasedToBefore;
        logged = loggedBefore;
    }
}
