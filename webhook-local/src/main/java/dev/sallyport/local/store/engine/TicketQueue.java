package dev.sallyport.local.store.engine;

import dev.sallyport.core.port.out.PortUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the writer, first come first served. Bounded in number and bytes; the last quarter of the places is
 * kept for work that finishes what was accepted, so that a flood of new work cannot stop the old from ending.
 */
final class TicketQueue {

    private static final int MOST_TICKETS = 4_096;
    private static final int MOST_NEW_TICKETS = MOST_TICKETS / 4 * 3;
    private static final long MOST_BYTES = 64 << 20;
    private static final int MOST_TICKETS_AT_ONCE = 1_024;
    private static final long MOST_BYTES_AT_ONCE = 8 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Ticket<?>> tickets = new ArrayDeque<>();
    private List<Ticket<?>> taken = List.of();
    private long bytes;
    private boolean closed;

    /**
     * Lets a ticket in.
     *
     * @throws PortUnavailableException if there is no place, or the store is closed
     */
    void add(Ticket<?> ticket, Admission admission) {
        lock.lock();
        try {
            if (closed) {
                throw new PortUnavailableException("the store is closed");
            }
            if (!hasRoomFor(ticket, admission)) {
                throw new PortUnavailableException("too many writes are waiting for the disk");
            }
            tickets.addLast(ticket);
            bytes += ticket.bytes();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomFor(Ticket<?> ticket, Admission admission) {
        return switch (admission) {
            case NEW_WORK ->
                tickets.isEmpty() || (tickets.size() < MOST_NEW_TICKETS && bytes + ticket.bytes() <= MOST_BYTES);
            case OWN_WORK -> tickets.size() < MOST_TICKETS;
        };
    }

    /** Waits for tickets and takes as many as fit into one transaction; none when the queue is closed and empty. */
    List<Ticket<?>> take() {
        lock.lock();
        try {
            taken = List.of();
            while (tickets.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            taken = takeWhatFits();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private List<Ticket<?>> takeWhatFits() {
        List<Ticket<?>> fitting = new ArrayList<>(Math.min(tickets.size(), MOST_TICKETS_AT_ONCE));
        long taking = 0;
        while (!tickets.isEmpty() && fitting.size() < MOST_TICKETS_AT_ONCE && taking < MOST_BYTES_AT_ONCE) {
            Ticket<?> ticket = tickets.removeFirst();
            bytes -= ticket.bytes();
            if (ticket.take()) {
                fitting.add(ticket);
                taking += ticket.bytes();
            }
        }
        return fitting;
    }

    /** Returns what waits, and what was taken last. */
    List<Ticket<?>> unanswered() {
        lock.lock();
        try {
            List<Ticket<?>> all = new ArrayList<>(taken);
            all.addAll(tickets);
            return all;
        } finally {
            lock.unlock();
        }
    }

    boolean isFinished() {
        lock.lock();
        try {
            return closed && tickets.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing more in; what waits can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
