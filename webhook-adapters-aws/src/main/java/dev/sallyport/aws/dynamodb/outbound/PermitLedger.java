package dev.sallyport.aws.dynamodb.outbound;

import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Expression;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.Timestamps;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.endpoint.RateLimit;
import dev.sallyport.core.delivery.endpoint.TokenBucket;
import dev.sallyport.core.delivery.endpoint.TokenBucket.Take;
import dev.sallyport.core.format.EpochNanos;
import dev.sallyport.core.port.out.DeliveryPermits.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is known of an endpoint's places and of its bucket of tokens, and the change that takes one of each. The change's
 * condition says all that it takes for granted, so that it is right whatever others did meanwhile.
 *
 * @param places ends of leases in milliseconds since 1970, by token
 * @param bucket the bucket
 */
record PermitLedger(Map<String, Long> places, TokenBucket bucket) {

    /** Of an endpoint that nobody is at work on, with a full bucket: the likeliest of all. */
    static final PermitLedger IDLE = new PermitLedger(Map.of(), TokenBucket.FULL);

    /** A place takes some 40 bytes of the item, each change of which costs as much as the item is large. */
    private static final int MOST_PLACES = 1_000;

    private static final String PLACES = "places";
    private static final String FULL_AT = "full_at";

    PermitLedger {
        places = Map.copyOf(places);
    }

    static ItemKey key(EndpointId endpoint) {
        return ItemKey.alone("permits#" + endpoint.value());
    }

    static PermitLedger read(Item item) {
        Map<String, Long> places = new HashMap<>();
        AttributeValue kept = item.attributes().get(PLACES);
        if (kept != null) {
            kept.m().forEach((token, end) -> places.put(token, Long.parseLong(end.n())));
        }
        return new PermitLedger(
                places,
                item.has(FULL_AT) ? new TokenBucket(EpochNanos.toInstant(item.number(FULL_AT))) : TokenBucket.FULL);
    }

    /** Returns the first item of an endpoint, with one place taken. */
    static Item first(EndpointId endpoint, Wish wish) {
        Item item = Item.of(key(endpoint)).with(DynamoDbLayout.TIME_TO_LIVE, wish.expiry());
        item.attributes()
                .put(
                        PLACES,
                        AttributeValue.fromM(
                                Map.of(wish.token(), AttributeValue.fromN(Long.toString(wish.leaseEnd())))));
        RateLimit rate = wish.limits().rate();
        return rate == null ? item : item.with(FULL_AT, EpochNanos.of(wish.now().plus(interval(rate, wish.now()))));
    }

    /** Returns the condition under which a place is given back. */
    static Expression holds(String token) {
        return Expression.of("attribute_exists(" + PLACES + "." + token + ")");
    }

    /** Returns the change that gives a place back. */
    static Expression giveBack(String token) {
        return Expression.of("REMOVE " + PLACES + "." + token);
    }

    /** Tells whether a place is taken under a token. */
    boolean has(String token) {
        return places.containsKey(token);
    }

    /** Returns how many places are taken by leases that have not ended. */
    private int taken(Instant now) {
        return (int)
                places.values().stream().filter(end -> end > now.toEpochMilli()).count();
    }

    /** Tells whether all places are taken. */
    boolean isFull(Wish wish) {
        return taken(wish.now()) >= most(wish.limits());
    }

    /** Returns how long to wait for a token; null if there is one, or no limit. */
    @Nullable
    Duration waitForToken(Wish wish) {
        RateLimit rate = wish.limits().rate();
        return rate != null && bucket.take(rate, wish.now()) instanceof Take.Wait wait ? wait.delay() : null;
    }

    /** Returns the change that takes a place and a token. */
    Taking taking(Wish wish) {
        List<String> set = new ArrayList<>();
        set.add(PLACES + "." + wish.token() + " = :end");
        set.add(DynamoDbLayout.TIME_TO_LIVE + " = :expiry");
        String remove = "";
        Expression condition;
        if (places.size() >= most(wish.limits())) {
            // There is room among places whose leases have ended: these, and no others, are cleared away.
            remove = " REMOVE " + String.join(", ", ended(wish.now()));
            condition = Expression.of("size(" + PLACES + ") = :seen").with(":seen", places.size());
            for (String token : endedTokens(wish.now())) {
                condition = condition.and(holds(token));
            }
        } else {
            condition = Expression.of("size(" + PLACES + ") < :most").with(":most", most(wish.limits()));
        }
        Expression change = Expression.of("").with(":end", wish.leaseEnd()).with(":expiry", wish.expiry());
        RateLimit rate = wish.limits().rate();
        if (rate != null) {
            long now = EpochNanos.of(wish.now());
            long interval = interval(rate, wish.now()).toNanos();
            if (bucket.fullAt().isAfter(wish.now())) {
                set.add(FULL_AT + " = " + FULL_AT + " + :interval");
                change = change.with(":interval", interval);
                condition = condition.and(Expression.of(FULL_AT + " > :now AND " + FULL_AT + " <= :latest")
                        .with(":now", now)
                        .with(":latest", now + interval * (rate.burst() - 1)));
            } else {
                set.add(FULL_AT + " = :full");
                change = change.with(":full", now + interval);
                condition =
                        condition.and(Expression.of("attribute_not_exists(" + FULL_AT + ") OR " + FULL_AT + " <= :now")
                                .with(":now", now));
            }
        }
        return new Taking(new Expression("SET " + String.join(", ", set) + remove, change.values()), condition);
    }

    private List<String> endedTokens(Instant now) {
        return places.entrySet().stream()
                .filter(place -> place.getValue() <= now.toEpochMilli())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private List<String> ended(Instant now) {
        return endedTokens(now).stream().map(token -> PLACES + "." + token).toList();
    }

    private static int most(Limits limits) {
        return Math.min(limits.inFlight(), MOST_PLACES);
    }

    /** A full bucket is full again one interval after a token was taken. */
    private static Duration interval(RateLimit rate, Instant now) {
        return switch (TokenBucket.FULL.take(rate, now)) {
            case Take.Taken taken -> Duration.between(now, taken.after().fullAt());
            case Take.Wait wait -> throw new IllegalStateException("a full bucket has a token");
        };
    }

    /**
     * What is wished for.
     *
     * @param token under which the place is taken: letters, digits and underscores, each once
     * @param lease after which the place is free again
     */
    record Wish(String token, Limits limits, Instant now, Duration lease) {

        /** An item whose leases have ended, and whose bucket, of a day at most, is full, says nothing any more. */
        private static final Duration LONGEST_PERIOD = Duration.ofDays(1);

        long leaseEnd() {
            return now.plus(lease).toEpochMilli();
        }

        long expiry() {
            return Timestamps.wholeSeconds(now.plus(lease).plus(LONGEST_PERIOD));
        }
    }

    /**
     * A change and its condition.
     *
     * @param change takes a place and a token
     * @param condition holds while both are there
     */
    record Taking(Expression change, Expression condition) {}
}
