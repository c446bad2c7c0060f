package dev.sallyport.local.bench.deliver;

import java.time.Duration;

/**
 * What one load measured. Times are of deliveries to receivers that answer, as the gateway recorded them in whole
 * milliseconds; they begin when the event was accepted, or became due.
 *
 * @param accepted how many events were accepted
 * @param refused how many posts were answered otherwise, or not at all
 * @param delivered how many events were delivered
 * @param lost how many accepted events are not as they should be
 * @param perSecond how many were delivered each second
 * @param cpuPerDelivery the gateway's processor time by delivery, accepting included
 * @param toFirstAttemptP50 how long half of them waited at most for their first attempt
 * @param toFirstAttemptP95 the same for 95 of 100
 * @param toDeliveryP50 how long half of them took at most until they were delivered
 * @param toDeliveryP99 the same for 99 of 100
 */
public record DeliverRun(
        int accepted,
        int refused,
        int delivered,
        int lost,
        double perSecond,
        Duration cpuPerDelivery,
        Duration toFirstAttemptP50,
        Duration toFirstAttemptP95,
        Duration toDeliveryP50,
        Duration toDeliveryP99) {

    static DeliverRun of(Posted posted, Fates fates) {
        return new DeliverRun(
                fates.accepted(),
                posted.result().refused() + posted.result().failed(),
                fates.delivered(),
                fates.lost(),
                fates.delivered() / (posted.took().toNanos() / 1e9),
                posted.cpu().dividedBy(Math.max(1, fates.delivered())),
                fates.toFirstAttempt().quantile(0.5),
                fates.toFirstAttempt().quantile(0.95),
                fates.toDelivery().quantile(0.5),
                fates.toDelivery().quantile(0.99));
    }
}
