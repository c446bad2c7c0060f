package dev.sallyport.local.store.engine;

import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A durable database of one process: one writer, any number of callers.
 *
 * <p>What {@link #write} returned has been synced to the disk (WAL, {@code synchronous=FULL}). Concurrent writes share
 * one transaction and one sync. Checkpoints run beside the writer. A full disk or an error of input or output fails the
 * calls that met it and nothing else: the engine goes on by itself when the cause has gone. Safe for any number of
 * threads, virtual ones included.
 */
public final class SqliteEngine implements AutoCloseable {

    /**
     * The writer looks up each new webhook's address, at random: its cache, in KiB, holds those of ten million webhooks.
     * A small database takes up what it is large.
     */
    private static final String WRITER_SETTINGS = """
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA journal_size_limit = 134217728;
            PRAGMA cache_size = -262144;
            PRAGMA temp_store = MEMORY;
            PRAGMA trusted_schema = OFF;
            PRAGMA max_page_count = %d;
            """;

    private static final String CHECKPOINTER_SETTINGS = """
            PRAGMA synchronous = FULL;
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA journal_size_limit = 134217728;
            """;

    private static final String READER_SETTINGS = """
            PRAGMA query_only = ON;
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA cache_size = -8192;
            PRAGMA temp_store = MEMORY;
            PRAGMA trusted_schema = OFF;
            """;

    private final Path database;
    private final EngineSettings settings;
    private final TicketQueue queue = new TicketQueue();
    private final SessionPool readers;
    private @Nullable Writing writing;

    private SqliteEngine(Path database, EngineSettings settings, SessionPool readers) {
        this.database = database;
        this.settings = settings;
        this.readers = readers;
    }

    /**
     * Opens a database, creates what is missing, and brings it to the current schema. Reading is possible at once,
     * writing after {@link #start}.
     *
     * @param database an existing file, empty for a new database
     * @throws DataDirectoryException if it is damaged, not ours, from a newer version, or cannot be read or written
     */
    public static SqliteEngine open(Path database, EngineSettings settings, SchemaHistory schema) {
        List<SqliteSession> sessions = new ArrayList<>();
        try {
            try (SqliteSession first = open(database, WRITER_SETTINGS, settings)) {
                schema.upgrade(first, database);
                for (int i = 0; i < settings.readers(); i++) {
                    sessions.add(open(database, READER_SETTINGS, settings));
                }
            }
            return new SqliteEngine(database, settings, new SessionPool(sessions, settings.patience()));
        } catch (SQLException e) {
            close(sessions);
            throw refusal(database, e);
        } catch (DataDirectoryException e) {
            close(sessions);
            throw e;
        }
    }

    private static SqliteSession open(Path database, String pragmas, EngineSettings settings) throws SQLException {
        SqliteSession session = SqliteSession.open(database);
        try {
            long pageSize = session.number("PRAGMA page_size");
            session.execute(pragmas.formatted(settings.largestDatabase() / pageSize));
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    private static void close(List<SqliteSession> sessions) {
        for (SqliteSession session : sessions) {
            try {
                session.close();
            } catch (SQLException e) {
                // The reason why the database could not be opened is what the caller has to know.
            }
        }
    }

    private static DataDirectoryException refusal(Path database, SQLException cause) {
        String detail = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new DataDirectoryException(
                SqliteFaults.isDamage(cause)
                        ? "database " + database + " is damaged (" + detail
                                + "): restore a backup, or move the file away to begin with an empty one"
                        : "database " + database + " cannot be opened (" + detail
                                + "): make room on its disk and its directory writable for this user",
                cause);
    }

    /**
     * Reads what is kept in memory, before writing begins.
     *
     * @throws DataDirectoryException if the database cannot be read
     */
    public <R> R load(ReadTask<R> task) {
        try {
            return readers.lend(task);
        } catch (PortUnavailableException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw refusal(database, cause);
            }
            throw e;
        }
    }

    /** Lets writing begin. To be called once. */
    public void start(List<? extends CommitParticipant> participants) {
        ReentrantLock gate = new ReentrantLock(true);
        Checkpointer checkpointer = new Checkpointer(() -> open(database, CHECKPOINTER_SETTINGS, settings), gate);
        GroupCommit writer = new GroupCommit(
                queue, () -> open(database, WRITER_SETTINGS, settings), participants, gate, checkpointer::wrote);
        Overseer overseer = new Overseer(settings.patience(), queue);
        Thread.ofPlatform().name("sallyport-overseer").daemon().start(overseer);
        writing = new Writing(
                writer,
                checkpointer,
                overseer,
                Thread.ofPlatform().name("sallyport-writer").start(writer),
                Thread.ofPlatform().name("sallyport-checkpointer").daemon().start(checkpointer));
    }

    /**
     * Runs one query, or several that need not agree.
     *
     * @throws PortUnavailableException if the database cannot be read now
     */
    public <R> R read(ReadTask<R> task) {
        return readers.lend(task);
    }

    /**
     * Runs queries that all see one state of the database.
     *
     * @throws PortUnavailableException if the database cannot be read now
     */
    public <R> R readSnapshot(ReadTask<R> task) {
        return readers.lend(session -> session.snapshot(task));
    }

    /**
     * Has the writer run a task, and waits until it is durable.
     *
     * @param bytes roughly how much the task writes
     * @return what the task returned
     * @throws PortUnavailableException if nothing was written
     * @throws OutcomeUnknownException if it may have been written
     */
    public <R> R write(Admission admission, int bytes, WriteTask<R> task) {
        Writing current = writing;
        if (current == null) {
            throw new IllegalStateException("the engine has not been started");
        }
        if (admission == Admission.NEW_WORK && current.checkpointer.isBehind()) {
            throw new PortUnavailableException("the disk does not keep up with what is written");
        }
        Ticket<R> ticket = new Ticket<>(task, bytes);
        queue.add(ticket, admission);
        return ticket.await();
    }

    /** Tells whether the database could not be read because it is damaged, and will not get better by waiting. */
    public static boolean isDamage(PortUnavailableException fault) {
        return fault.getCause() instanceof SQLException cause && SqliteFaults.isDamage(cause);
    }

    /** Returns how many transactions were made durable since the start, each by one sync of the disk. */
    public long commits() {
        Writing current = writing;
        return current == null ? 0 : current.writer.commits();
    }

    /** Finishes what was let in, refuses everything else, and closes the database. */
    @Override
    public void close() {
        queue.close();
        Writing current = writing;
        if (current != null) {
            current.checkpointer.stop();
            current.await();
            current.overseer.stop();
        }
        readers.close();
    }

    /** The threads that write, and what they run. */
    private record Writing(
            GroupCommit writer,
            Checkpointer checkpointer,
            Overseer overseer,
            Thread writerThread,
            Thread checkpointerThread) {

        /** Waits for both to end, however often this thread is interrupted: the process must not exit before. */
        void await() {
            boolean interrupted = false;
            while (writerThread.isAlive() || checkpointerThread.isAlive()) {
                try {
                    checkpointerThread.join();
                    writerThread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
