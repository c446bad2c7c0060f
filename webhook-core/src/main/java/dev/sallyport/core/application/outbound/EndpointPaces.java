package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.EndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;

/**
 * Knows which endpoints answer promptly, and how many deliveries are in hand for those that do not or have yet to show
 * it. They share four of five places: however many hang, the fifth is left to those that answer.
 *
 * <p>What was told is kept in memory only, and of the endpoints heard of last. Whoever is forgotten shows it again with
 * its next answer. Safe for any number of threads.
 */
final class EndpointPaces {

    /** An endpoint that takes longer takes up as many places as a hundred that do not. */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    /** Longer than that: a gateway that is busy itself must not take it for its endpoints' doing. */
    private static final Duration RELUCTANT = Duration.ofSeconds(3);

    private static final int MOST_REMEMBERED = 10_000;
    private static final int KEPT_FREE = 5;

    private final int shared;
    private final LinkedHashMap<EndpointId, Pace> paces = new LinkedHashMap<>(16, 0.75f, true);
    private int reluctant;

    /**
     * Makes paces of which nothing is known.
     *
     * @param places how many deliveries may be in hand in all; {@link Integer#MAX_VALUE} for no bound
     */
    EndpointPaces(int places) {
        this.shared = places == Integer.MAX_VALUE ? places : Math.max(1, places - Math.max(1, places / KEPT_FREE));
    }

    /** Returns how many more deliveries may be in hand for endpoints that are not prompt. */
    synchronized int sharedPlaces() {
        return Math.max(0, shared - reluctant);
    }

    /** Tells whether an endpoint answers promptly, as far as is known. */
    synchronized boolean isPrompt(EndpointId endpoint, Instant now) {
        Pace pace = paces.get(endpoint);
        if (pace == null) {
            return false;
        }
        boolean silent = pace.inHand > 0 && Duration.between(pace.lastSign, now).compareTo(RELUCTANT) > 0;
        if (silent) {
            setPrompt(pace, false);
        }
        return pace.prompt;
    }

    /** Takes note that a delivery to an endpoint was handed out. */
    synchronized void taken(EndpointId endpoint, Instant now) {
        Pace pace = paces.computeIfAbsent(endpoint, unknown -> new Pace(now));
        if (pace.inHand == 0) {
            pace.lastSign = now;
        }
        pace.inHand++;
        reluctant += pace.prompt ? 0 : 1;
        forget();
    }

    /** Takes note that an endpoint was called. */
    synchronized void called(EndpointId endpoint, Duration took, Instant now) {
        Pace pace = paces.get(endpoint);
        if (pace != null) {
            pace.lastSign = now;
            if (took.compareTo(PROMPT) <= 0) {
                setPrompt(pace, true);
            } else if (took.compareTo(RELUCTANT) > 0) {
                setPrompt(pace, false);
            }
        }
    }

    /** Takes note that a delivery that was handed out is settled, whether its endpoint was called or not. */
    synchronized void settled(EndpointId endpoint) {
        Pace pace = paces.get(endpoint);
        if (pace != null) {
            pace.inHand--;
            reluctant -= pace.prompt ? 0 : 1;
        }
    }

    private void setPrompt(Pace pace, boolean prompt) {
        if (pace.prompt != prompt) {
            pace.prompt = prompt;
            reluctant += prompt ? -pace.inHand : pace.inHand;
        }
    }

    /** Those with deliveries in hand are kept, or their places would never be counted as free again. */
    private void forget() {
        Iterator<Pace> longestUnused = paces.values().iterator();
        while (paces.size() > MOST_REMEMBERED && longestUnused.hasNext()) {
            if (longestUnused.next().inHand == 0) {
                longestUnused.remove();
            }
        }
    }

    /** One endpoint's; guarded by the monitor. */
    private static final class Pace {

        private int inHand;
        private boolean prompt;

        /** When it was called last, or, if it was not since, when a delivery was first in hand. */
        private Instant lastSign;

        Pace(Instant now) {
            this.lastSign = now;
        }
    }
}
