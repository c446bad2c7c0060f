package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.port.out.DeliveryQueue.Admission;
import dev.sallyport.core.port.out.DeliveryQueue.Room;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ready deliveries in one line for each endpoint, and the lines in turn: an endpoint with many waits no less for its
 * second than one with few for its first. Lines whose endpoint has no room stand aside until it makes sense to ask
 * again, and those for which no shared place is left until there is one. For one thread.
 */
final class EndpointTurns {

    private final Map<EndpointId, Line> lines = new HashMap<>();
    private final ArrayDeque<Line> turns = new ArrayDeque<>();
    private final TreeSet<Line> aside = new TreeSet<>(Line.FIRST_BACK_FIRST);

    /** Lines that wait for a place of those that are shared. */
    private final LinkedHashSet<Line> sharing = new LinkedHashSet<>();

    /** Those of them whose endpoint had a delivery settled since. */
    private final Set<Line> settledMeanwhile = new HashSet<>();

    /** Adds a delivery at the end of its endpoint's line. */
    void add(TenantId tenant, DeliveryId id) {
        Line line = lines.computeIfAbsent(id.endpoint(), endpoint -> new Line(tenant, endpoint));
        line.ready.addLast(id);
        line.join(turns);
    }

    /** Takes deliveries from the heads of lines in turn, as far as their endpoints have room. */
    List<DeliveryId> take(int limit, Instant now, Admission admission) {
        while (!aside.isEmpty() && !aside.first().backAt.isAfter(now)) {
            Line line = aside.pollFirst();
            line.isAside = false;
            line.join(turns);
        }
        letGo(admission);
        int shared = admission.sharedPlaces();
        bringBack(shared);
        List<DeliveryId> taken = new ArrayList<>();
        Map<Line, Places> rooms = new HashMap<>();
        while (taken.size() < limit && !turns.isEmpty()) {
            Line line = turns.removeFirst();
            line.inTurns = false;
            Places places =
                    rooms.computeIfAbsent(line, asked -> new Places(admission.roomAt(asked.tenant, asked.endpoint)));
            if (places.left <= 0) {
                putAside(line, now.plus(places.room.askAgainAfter()));
                continue;
            }
            if (places.room.shared()) {
                if (shared <= 0) {
                    line.isSharing = true;
                    sharing.addLast(line);
                    continue;
                }
                shared--;
            }
            places.left--;
            taken.add(line.ready.removeFirst());
            if (line.ready.isEmpty()) {
                lines.remove(line.endpoint);
            } else {
                line.join(turns);
            }
        }
        return taken;
    }

    /** Lets lines go on whose endpoints need no shared place any more. */
    private void letGo(Admission admission) {
        for (Line line : settledMeanwhile) {
            if (line.isSharing && !admission.roomAt(line.tenant, line.endpoint).shared()) {
                sharing.remove(line);
                line.isSharing = false;
                line.join(turns);
            }
        }
        settledMeanwhile.clear();
    }

    /** Brings as many lines back as there are shared places, before the others: else whoever comes has them first. */
    private void bringBack(int places) {
        ArrayDeque<Line> back = new ArrayDeque<>();
        for (int i = 0; i < places && !sharing.isEmpty(); i++) {
            back.addFirst(sharing.removeFirst());
        }
        for (Line line : back) {
            line.isSharing = false;
            line.inTurns = true;
            turns.addFirst(line);
        }
    }

    private void putAside(Line line, Instant backAt) {
        line.backAt = backAt;
        line.isAside = true;
        aside.add(line);
    }

    /** Takes note that a delivery of an endpoint was settled, by which it may have room again. */
    void settle(EndpointId endpoint) {
        Line line = lines.get(endpoint);
        if (line != null && line.isAside) {
            aside.remove(line);
            line.isAside = false;
            line.join(turns);
        } else if (line != null && line.isSharing) {
            // It keeps its place among those that wait, unless it need not wait any more.
            settledMeanwhile.add(line);
        }
    }

    /** The ready deliveries of one endpoint: in the turns, or aside. */
    private static final class Line {

        static final Comparator<Line> FIRST_BACK_FIRST =
                Comparator.comparing((Line line) -> line.backAt).thenComparing(line -> line.endpoint);

        private final TenantId tenant;
        private final EndpointId endpoint;
        private final ArrayDeque<DeliveryId> ready = new ArrayDeque<>();
        private Instant backAt = Instant.MIN;
        private boolean inTurns;
        private boolean isAside;
        private boolean isSharing;

        Line(TenantId tenant, EndpointId endpoint) {
            this.tenant = tenant;
            this.endpoint = endpoint;
        }

        void join(ArrayDeque<Line> turns) {
            if (!inTurns && !isAside && !isSharing) {
                inTurns = true;
                turns.addLast(this);
            }
        }
    }

    /** What is left of a room during one taking. */
    private static final class Places {

        private final Room room;
        private int left;

        Places(Room room) {
            this.room = room;
            this.left = room.places();
        }
    }
}
