package dev.sallyport.testkit.outbound;

import static dev.sallyport.testkit.memory.InMemoryHttpSender.answer;
import static dev.sallyport.testkit.memory.InMemoryHttpSender.failure;
import static dev.sallyport.testkit.outbound.OutboundWorld.EVEN;
import static dev.sallyport.testkit.outbound.OutboundWorld.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.HealthPolicy;
import dev.sallyport.core.delivery.endpoint.RateLimit;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Hours of accepting, delivering, failing, crashing and coming back, drawn from a seed; and what holds throughout: every
 * pair ends once, no attempt is early or over budget, and lanes keep their order.
 */
class OutboundProperties {

    private static final RetryPolicy POLICY = RetryPolicy.builder()
            .from(EVEN)
            .attempts(4)
            .jitter(Jitter.proportional(0.2))
            .build();
    private static final HealthPolicy HEALTH =
            new HealthPolicy(5, Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(6));

    @Property(seed = "20261122", tries = 150)
    void shouldHoldWhateverHappens(@ForAll long seed) {
        Run run = new Run(seed);
        for (int i = 0; i < 120; i++) {
            run.step();
        }
        run.settle();
        run.check();
    }

    /** One run: the world that is up at the moment, and what was seen so far. */
    private static final class Run {

        private final Random random;
        private final FaultyDeliveryStore store;
        private final List<Endpoint> endpoints = new ArrayList<>();
        private final Map<DeliveryId, Delivery> ended = new HashMap<>();
        private OutboundWorld world;
        private int events;

        Run(long seed) {
            this.random = new Random(seed);
            this.store = new FaultyDeliveryStore(random);
            this.world = new OutboundWorld(
                    parts -> parts.deliveries(store.port()).retryPolicy(POLICY).health(HEALTH));
            listen();
            endpoints.add(world.endpoint(at("free.example").build()));
            endpoints.add(world.endpoint(at("ordered.example").ordered(true).build()));
            endpoints.add(world.endpoint(at("flaky.example").ordered(true).build()));
            endpoints.add(world.endpoint(at("dead.example").build()));
            endpoints.add(world.endpoint(at("slow.example")
                    .ordered(true)
                    .rateLimit(RateLimit.of(2, Duration.ofSeconds(1)))
                    .maxInFlight(2)
                    .build()));
        }

        private void listen() {
            for (String host : List.of("free", "ordered", "flaky", "dead", "slow")) {
                world.sender.on(host + ".example", this::receive);
            }
        }

        void step() {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> accept();
                case 3, 4 -> world.outbound.dispatching().dispatch(1 + random.nextInt(20));
                case 5 -> world.clock.advance(Duration.ofMillis(random.nextInt(90_000)));
                case 6 -> world.outbound.sweeping().sweep(100);
                default -> disturb();
            }
            watchEnds();
        }

        private void accept() {
            String key = "k" + random.nextInt(3);
            String body = Integer.toString(events++);
            int tries = 1 + random.nextInt(2);
            for (int i = 0; i < tries; i++) {
                // What was not answered is sent again, sometimes; what was answered, too.
                world.outbound
                        .accepting()
                        .accept(OutboundWorld.event(body)
                                .ownId(body)
                                .orderingKey(new OrderingKey(key))
                                .build());
            }
        }

        private void disturb() {
            List<Delivery> all = store.kept().all();
            switch (random.nextInt(4)) {
                case 0 -> restart();
                case 1 -> {
                    if (!all.isEmpty()) {
                        // Handed out by a queue that repeats itself.
                        world.outbound
                                .delivering()
                                .deliver(all.get(random.nextInt(all.size())).id());
                    }
                }
                case 2 -> store.setTrouble(random.nextInt(20));
                default -> store.setTrouble(0);
            }
        }

        /** A process dies, and another finds its stores. */
        private void restart() {
            Instant now = world.clock.instant();
            world = new OutboundWorld(
                    world,
                    parts -> parts.deliveries(store.port()).retryPolicy(POLICY).health(HEALTH));
            world.clock.set(now);
            listen();
            if (random.nextBoolean()) {
                world.outbound.sweeping().refill();
            }
        }

        private SendOutcome receive(SendRequest request) {
            checkAttempt(request);
            String host = request.target().host();
            if (host.equals("dead.example")) {
                return failure(DeliveryError.CONNECT_FAILED);
            }
            int luck = random.nextInt(host.equals("flaky.example") ? 4 : 10);
            return switch (luck) {
                case 0 -> answer(500);
                case 1 -> answer(429, "Retry-After", Integer.toString(random.nextInt(200)));
                default -> answer(200);
            };
        }

        private void checkAttempt(SendRequest request) {
            Delivery delivery = deliveryOf(request);
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.PENDING);
            assertThat(delivery.dueAt()).as("never early").isBeforeOrEqualTo(world.clock.instant());
            assertThat(delivery.attempts()).as("never over budget").isLessThan(POLICY.attempts());
            assertThat(store.kept().all().stream()
                            .filter(other -> other.lane() != null
                                    && other.lane().equals(delivery.lane())
                                    && other.position() < delivery.position()
                                    && other.status() == DeliveryStatus.PENDING))
                    .as("earlier ones of the lane that are not finished")
                    .isEmpty();
        }

        private Delivery deliveryOf(SendRequest request) {
            String id = request.headers().first("Sallyport-Event-Id");
            Endpoint endpoint = endpoints.stream()
                    .filter(candidate ->
                            candidate.settings().url().equals(request.target().text()))
                    .findFirst()
                    .orElseThrow();
            Delivery delivery = store.kept().find(new DeliveryId(new EventId(id == null ? "" : id), endpoint.id()));
            assertThat(delivery).isNotNull();
            return delivery;
        }

        private void watchEnds() {
            for (Delivery delivery : store.kept().all()) {
                if (delivery.status().isTerminal()) {
                    Delivery first = ended.putIfAbsent(delivery.id(), delivery);
                    assertThat(delivery).isEqualTo(first == null ? delivery : first);
                }
            }
        }

        void settle() {
            store.setTrouble(0);
            for (int i = 0; i < 20_000 && hasPending(); i++) {
                world.clock.advance(Duration.ofSeconds(30));
                world.outbound.sweeping().sweep(1_000);
                world.run();
            }
            watchEnds();
        }

        private boolean hasPending() {
            return !store.kept().wakeable(Instant.MAX, null, 1).isEmpty();
        }

        void check() {
            assertThat(hasPending()).as("something is still pending").isFalse();
            assertThat(store.kept().all()).hasSize(ended.size());
            for (Delivery delivery : store.kept().all()) {
                List<Attempt> attempts = store.kept().attemptsOf(delivery.id().event()).stream()
                        .filter(attempt -> attempt.delivery().equals(delivery.id()))
                        .toList();
                assertThat(attempts).hasSize(delivery.attempts());
                for (int i = 1; i < attempts.size(); i++) {
                    assertThat(attempts.get(i).number()).isEqualTo(i + 1);
                    assertThat(attempts.get(i).at())
                            .isAfterOrEqualTo(attempts.get(i - 1).nextAttemptAt());
                }
            }
        }
    }
}
