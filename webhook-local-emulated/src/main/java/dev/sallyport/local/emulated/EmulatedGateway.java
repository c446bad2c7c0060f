package dev.sallyport.local.emulated;

import dev.sallyport.local.engine.RunningGateway;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A gateway of functions and what they use, and how to stop it part by part. */
final class EmulatedGateway implements RunningGateway {

    private final InetSocketAddress address;
    private final Map<String, String> parts;
    private final List<String> hints;
    private final Deque<Runnable> stops;
    private final Inside inside;

    /**
     * What runs behind the door, for those who look into it or set it to work by hand.
     *
     * @param sources what feeds functions from queues
     */
    record Inside(Services services, Stack stack, Functions functions, EventSources sources) {}

    /**
     * Holds what was started.
     *
     * @param stops what to do to stop, in this order
     */
    EmulatedGateway(InetSocketAddress address, LookingAround around, Deque<Runnable> stops, Inside inside) {
        this.address = address;
        this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(around.parts()));
        this.hints = List.copyOf(around.lines());
        this.stops = new ArrayDeque<>(stops);
        this.inside = inside;
    }

    Inside inside() {
        return inside;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Map<String, String> parts() {
        return parts;
    }

    @Override
    public List<String> hints() {
        return hints;
    }

    @Override
    public synchronized void stop() {
        stop(stops);
    }

    /** Stops part by part; one that fails to stop does not keep the others. */
    static void stop(Deque<Runnable> stops) {
        RuntimeException first = null;
        for (Runnable stop = stops.poll(); stop != null; stop = stops.poll()) {
            try {
                stop.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
