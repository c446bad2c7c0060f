package dev.sallyport.local.demo;

import java.util.List;

/** Compares an order of publication with what is certain of the order of acceptance. */
public final class OrderCheck {

    private OrderCheck() {}

    /**
     * When a webhook's acceptance began and ended: it was accepted at some moment in between.
     *
     * @param began before it was first sent, on a steady clock
     * @param ended after it was answered, on the same clock
     */
    public record Interval(long began, long ended) {}

    /**
     * Counts the webhooks that were published although one published later had been accepted before they were sent.
     *
     * <p>Two requests under way at the same time may be accepted in either order; one that was answered before the
     * other was sent came first for certain.
     *
     * @param published in publish order, of one ordering key
     */
    public static int inversions(List<Interval> published) {
        int inversions = 0;
        long earliestEndBehind = Long.MAX_VALUE;
        for (int i = published.size() - 1; i >= 0; i--) {
            Interval interval = published.get(i);
            if (earliestEndBehind < interval.began()) {
                inversions++;
            }
            earliestEndBehind = Math.min(earliestEndBehind, interval.ended());
        }
        return inversions;
    }
}
