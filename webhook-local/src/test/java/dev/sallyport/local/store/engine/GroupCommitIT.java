package dev.sallyport.local.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitIT {

    private static final String INSERT = "INSERT INTO numbers (n) VALUES (?)";

    @TempDir
    Path temporary;

    private final TicketQueue queue = new TicketQueue();
    private final Recorder participant = new Recorder();
    private final AtomicReference<SQLException> failAtCommit = new AtomicReference<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock gate = new ReentrantLock(true);
    private GroupCommit writer;
    private Thread writerThread;

    @BeforeEach
    void start() throws SQLException {
        try (SqliteSession session = SqliteSession.open(database())) {
            session.number("PRAGMA journal_mode = WAL");
            session.execute("CREATE TABLE numbers (n INTEGER PRIMARY KEY) STRICT");
        }
        writer = new GroupCommit(queue, this::open, List.of(participant), gate, () -> {});
        writerThread = Thread.ofPlatform().start(writer);
    }

    @AfterEach
    void stop() throws InterruptedException {
        queue.close();
        writerThread.join();
        callers.shutdownNow();
    }

    private Path database() {
        return temporary.resolve("test.db");
    }

    private SqliteSession open() throws SQLException {
        return FailingCommits.open(database(), failAtCommit);
    }

    private List<Long> numbers() throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (SqliteSession session = SqliteSession.open(database());
                var rows = session.prepare("SELECT n FROM numbers ORDER BY n").executeQuery()) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    private <R> R write(WriteTask<R> task) {
        Ticket<R> ticket = new Ticket<>(task, 1);
        queue.add(ticket, Admission.NEW_WORK);
        return ticket.await();
    }

    private static WriteTask<Long> insert(long number) {
        return session -> {
            var insert = session.prepare(INSERT);
            insert.setLong(1, number);
            insert.executeUpdate();
            return number;
        };
    }

    /** Queues tasks while the writer is held up, so that they become one transaction. */
    private <R> List<Future<R>> together(List<WriteTask<R>> tasks) {
        List<Future<R>> futures = new ArrayList<>();
        gate.lock();
        try {
            // The writer may be waiting for the queue and would take the first alone: let it take this one.
            queue.add(new Ticket<>(session -> true, 1), Admission.NEW_WORK);
            while (!gate.hasQueuedThreads()) {
                Thread.onSpinWait();
            }
            for (WriteTask<R> task : tasks) {
                int queued = queue.unanswered().size();
                futures.add(callers.submit(() -> write(task)));
                while (queue.unanswered().size() == queued) {
                    Thread.onSpinWait();
                }
            }
        } finally {
            gate.unlock();
        }
        return futures;
    }

    @Test
    void shouldMakeConcurrentWritesDurableByOneCommit() throws Exception {
        List<WriteTask<Long>> tasks = List.of(insert(1), insert(2), insert(3));

        List<Future<Long>> results = together(tasks);

        for (int i = 0; i < 3; i++) {
            assertThat(results.get(i).get()).isEqualTo(i + 1);
        }
        assertThat(writer.commits()).isEqualTo(2);
        assertThat(numbers()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldLetATaskSeeWhatAnotherOfItsTransactionWrote() throws Exception {
        WriteTask<Long> count = session -> session.number("SELECT count(*) FROM numbers");

        List<Future<Long>> results = together(List.of(insert(1), count, insert(2), count));

        assertThat(results.get(1).get()).isEqualTo(1);
        assertThat(results.get(3).get()).isEqualTo(2);
    }

    @Test
    void shouldFailTheTaskThatSpoiledATransactionAndNoOther() throws Exception {
        write(insert(2));

        List<Future<Long>> results = together(List.of(insert(1), insert(2), insert(3)));

        assertThat(results.get(0).get()).isEqualTo(1);
        assertThatThrownBy(() -> results.get(1).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(PortUnavailableException.class);
        assertThat(results.get(2).get()).isEqualTo(3);
        assertThat(numbers()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldThrowATasksOwnFaultToItsCallerAndNoOther() throws Exception {
        WriteTask<Long> faulty = session -> {
            insert(7).run(session);
            throw new IllegalStateException("a bug");
        };

        List<Future<Long>> results = together(List.of(insert(1), faulty, insert(3)));

        assertThat(results.get(0).get()).isEqualTo(1);
        assertThatThrownBy(() -> results.get(1).get()).hasRootCauseMessage("a bug");
        assertThat(results.get(2).get()).isEqualTo(3);
        assertThat(numbers()).containsExactly(1L, 3L);
    }

    @Test
    void shouldPassARefusalOnWithoutSpoilingTheTransaction() throws Exception {
        WriteTask<Long> refusing = session -> {
            throw new PortUnavailableException("full");
        };

        List<Future<Long>> results = together(List.of(insert(1), refusing, insert(3)));

        assertThatThrownBy(() -> results.get(1).get())
                .hasCauseInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("full");
        assertThat(results.get(2).get()).isEqualTo(3);
        assertThat(writer.commits()).isEqualTo(2);
    }

    @Test
    void shouldSayThatNothingHappenedWhenTheDiskIsFullAndGoOnWhenItIsNot() throws Exception {
        failAtCommit.set(new SQLException("disk full", "", 13));

        assertThatExceptionOfType(PortUnavailableException.class).isThrownBy(() -> write(insert(1)));
        assertThat(numbers()).isEmpty();
        failAtCommit.set(null);

        assertThat(write(insert(2))).isEqualTo(2);
        assertThat(numbers()).containsExactly(2L);
    }

    @Test
    void shouldSayThatItDoesNotKnowWhenASyncFails() throws Exception {
        failAtCommit.set(new SQLException("fsync failed", "", 10));

        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> write(insert(1)));
        failAtCommit.set(null);

        assertThat(write(insert(2))).isEqualTo(2);
    }

    @Test
    void shouldTellParticipantsOfCommitAndRollbackBeforeTheCaller() {
        write(insert(1));
        failAtCommit.set(new SQLException("disk full", "", 13));
        assertThatExceptionOfType(PortUnavailableException.class).isThrownBy(() -> write(insert(2)));

        assertThat(participant.calls()).containsExactly("before", "after", "before", "rollback");
    }

    @Test
    void shouldOutliveAParticipantThatFailsAfterTheCommit() {
        participant.failAfterCommit(true);
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> write(insert(1)));
        participant.failAfterCommit(false);

        assertThat(write(insert(2))).isEqualTo(2);
    }

    @Test
    void shouldWriteNothingForACallerInterruptedWhileItWaited() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        gate.lock();
        try {
            queue.add(new Ticket<>(session -> true, 1), Admission.NEW_WORK);
            while (!gate.hasQueuedThreads()) {
                Thread.onSpinWait();
            }
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    write(insert(1));
                } catch (RuntimeException e) {
                    thrown.set(e);
                }
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
            });
            caller.interrupt();
            assertThat(stillInterrupted.get()).isTrue();
        } finally {
            gate.unlock();
        }

        assertThat(thrown.get())
                .isInstanceOf(PortUnavailableException.class)
                .hasMessage("the thread was interrupted before anything was written");
        write(insert(2));
        assertThat(numbers()).containsExactly(2L);
    }

    @Test
    void shouldNotKnowWhatBecameOfAWriteInterruptedUnderWay() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                write(session -> {
                    running.countDown();
                    awaitUninterruptibly(goOn);
                    return insert(1).run(session);
                });
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        running.await();

        caller.interrupt();
        caller.join();
        goOn.countDown();

        assertThat(thrown.get())
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessage("the thread was interrupted while the store was writing");
        write(insert(2));
        assertThat(numbers()).containsExactly(1L, 2L);
    }

    @Test
    void shouldAnswerForAWriterThatTakesTooLong() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Overseer overseer = new Overseer(Duration.ofNanos(1), queue);
        Thread watching = Thread.ofPlatform().start(overseer);
        try {
            Future<Boolean> stuck = callers.submit(() -> write(session -> {
                running.countDown();
                awaitUninterruptibly(goOn);
                return true;
            }));
            running.await();
            Future<Long> behind = callers.submit(() -> write(insert(1)));

            assertThatThrownBy(stuck::get).hasCauseInstanceOf(OutcomeUnknownException.class);
            assertThatThrownBy(behind::get).hasCauseInstanceOf(PortUnavailableException.class);
        } finally {
            goOn.countDown();
            overseer.stop();
            watching.join();
        }
        assertThat(numbers()).isEmpty();
    }

    @Test
    void shouldFinishWhatWaitsWhenItIsClosedAndRefuseTheRest() throws Exception {
        List<Future<Long>> results = together(List.of(insert(1), insert(2)));

        queue.close();
        writerThread.join();

        assertThat(results.get(0).get()).isEqualTo(1);
        assertThat(results.get(1).get()).isEqualTo(2);
        assertThatExceptionOfType(PortUnavailableException.class)
                .isThrownBy(() -> write(insert(3)))
                .withMessage("the store is closed");
    }

    @Test
    void shouldKeepPlacesForOwnWorkWhenTooMuchNewWorkWaits() {
        gate.lock();
        try {
            queue.add(new Ticket<>(session -> true, 1), Admission.NEW_WORK);
            while (!gate.hasQueuedThreads()) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 3_072; i++) {
                queue.add(new Ticket<>(session -> true, 1), Admission.NEW_WORK);
            }

            assertThatExceptionOfType(PortUnavailableException.class)
                    .isThrownBy(() -> queue.add(new Ticket<>(session -> true, 1), Admission.NEW_WORK))
                    .withMessage("too many writes are waiting for the disk");
            for (int i = 0; i < 1_024; i++) {
                queue.add(new Ticket<>(session -> true, 1), Admission.OWN_WORK);
            }
            assertThatExceptionOfType(PortUnavailableException.class)
                    .isThrownBy(() -> queue.add(new Ticket<>(session -> true, 1), Admission.OWN_WORK));
        } finally {
            gate.unlock();
        }
    }

    @Test
    void shouldRefuseNewWorkWhenTooManyBytesWait() {
        gate.lock();
        try {
            queue.add(new Ticket<>(session -> true, 1), Admission.NEW_WORK);
            while (!gate.hasQueuedThreads()) {
                Thread.onSpinWait();
            }
            queue.add(new Ticket<>(session -> true, 64 << 20), Admission.NEW_WORK);

            assertThatExceptionOfType(PortUnavailableException.class)
                    .isThrownBy(() -> queue.add(new Ticket<>(session -> true, 1), Admission.NEW_WORK));
        } finally {
            gate.unlock();
        }
    }

    @Test
    void shouldNotAnswerBeforeTheTaskRan() {
        assertThatIllegalStateException().isThrownBy(() -> new Ticket<>(session -> true, 1).succeed());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // Only callers are interrupted here.
            }
        }
    }
}
