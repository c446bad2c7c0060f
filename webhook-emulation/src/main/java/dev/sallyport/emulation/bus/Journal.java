package dev.sallyport.emulation.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The events that the buses took last, in order. Safe for any number of threads. */
public final class Journal {

    private final int most;
    private final Deque<ReceivedEvent> events = new ArrayDeque<>();
    private long sequence;

    /**
     * Makes an empty journal.
     *
     * @param most how many events are kept, the oldest going first; at least 1
     */
    Journal(int most) {
        this.most = most;
    }

    synchronized ReceivedEvent add(String bus, String envelope) {
        ReceivedEvent event = new ReceivedEvent(++sequence, bus, envelope);
        events.add(event);
        if (events.size() > most) {
            events.remove();
        }
        return event;
    }

    /**
     * Returns events in order.
     *
     * @param sequence the place after which to begin; 0 for the oldest that is kept
     * @param limit the most to return, at least 1
     */
    public synchronized List<ReceivedEvent> after(long sequence, int limit) {
        List<ReceivedEvent> found = new ArrayList<>();
        for (ReceivedEvent event : events) {
            if (event.sequence() > sequence && found.size() < limit) {
                found.add(event);
            }
        }
        return found;
    }
}
