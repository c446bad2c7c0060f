package dev.sallyport.aws.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sallyport.aws.dynamodb.DynamoDbEmulator;
import dev.sallyport.aws.dynamodb.delivery.DynamoDbDeliveryStore;
import dev.sallyport.aws.dynamodb.outbound.DynamoDbDeliveryPermits;
import dev.sallyport.aws.dynamodb.outbound.DynamoDbEndpointStore;
import dev.sallyport.aws.dynamodb.outbound.DynamoDbTenantStore;
import dev.sallyport.aws.s3.S3Emulator;
import dev.sallyport.aws.s3.S3LargeBodies;
import dev.sallyport.aws.sqs.SqsDeliveryQueue;
import dev.sallyport.aws.sqs.SqsEmulator;
import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.application.outbound.OutboundParts;
import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.HealthPolicy;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventCommand;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointCommand;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointResult;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase.RequeueCommand;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.testkit.memory.InMemoryAddressResolver;
import dev.sallyport.testkit.memory.InMemoryEventFilter;
import dev.sallyport.testkit.memory.InMemoryHttpSender;
import dev.sallyport.testkit.memory.InMemorySecretCipher;
import dev.sallyport.testkit.memory.SeededSecretGenerator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The outbound use cases over the AWS adapters, while the network and the services fail: a tenant posts events under
 * several ordering keys, again after each 503, and a worker and a sweeper deliver them to an endpoint that wants order,
 * to one that fails now and then, and to one that is down until its deliveries are requeued. In the end G1 to G3 and G6
 * must hold.
 *
 * <p>{@code -Dsallyport.aws.faults.events=N} plays more events than the {@value #EVENTS} of each build, {@code
 * -Dsallyport.aws.faults.seed=S} others.
 */
class OutboundUnderFaultsIT {

    private static final int EVENTS = 24;
    private static final int KEYS = 4;

    /** Each so manieth has a body that is kept in the bucket. */
    private static final int LARGE_EVERY = 5;

    private static final int LARGE_BYTES = 20_000;
    private static final int ATTEMPTS_WHILE_DOWN = 2;
    private static final Duration LONGEST_PER_EVENT = Duration.ofSeconds(15);
    private static final TenantId SHOP = new TenantId("shop");
    private static final String ORDERED = "ordered.example";
    private static final String SHAKY = "shaky.example";
    private static final String DOWN = "down.example";

    private final int events = Integer.getInteger("sallyport.aws.faults.events", EVENTS);
    private final long seed = Long.getLong("sallyport.aws.faults.seed", 1);

    private final FaultyServices services = new FaultyServices(seed);
    private final String table = DynamoDbEmulator.newTable();
    private final String bucket = S3Emulator.newBucket();
    private final String queueUrl = SqsEmulator.newStandardQueue();
    private final InMemoryHttpSender receivers = new InMemoryHttpSender();
    private final InMemorySecretCipher cipher = new InMemorySecretCipher();
    private final Random random = new Random(seed);
    private final AtomicBoolean up = new AtomicBoolean();

    /** Looks past the proxies. */
    private final DeliveryStore store = deliveries(DynamoDbEmulator.client(), S3Emulator.client());

    private final Outbound quiet = outbound(DynamoDbEmulator.client(), SqsEmulator.client(), S3Emulator.client());
    private final Outbound outbound = outbound(services.dynamoDb, services.sqs, services.s3);

    OutboundUnderFaultsIT() throws Exception {}

    private DeliveryStore deliveries(DynamoDbClient dynamoDb, S3Client s3) {
        return new DynamoDbDeliveryStore(
                dynamoDb,
                table,
                new S3LargeBodies(s3, bucket),
                RetentionPolicy.DEFAULT,
                InstantSource.system(),
                OutboundUnderFaultsIT::nonce);
    }

    private static String nonce() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private Outbound outbound(DynamoDbClient dynamoDb, SqsClient sqs, S3Client s3) {
        return Outbound.of(OutboundParts.builder()
                .tenants(new DynamoDbTenantStore(dynamoDb, table))
                .endpoints(new DynamoDbEndpointStore(dynamoDb, table))
                .deliveries(deliveries(dynamoDb, s3))
                .queue(new SqsDeliveryQueue(sqs, queueUrl))
                .permits(new DynamoDbDeliveryPermits(dynamoDb, table, OutboundUnderFaultsIT::nonce))
                .sender(receivers)
                .resolver(new InMemoryAddressResolver())
                .filter(new InMemoryEventFilter())
                .cipher(cipher)
                .secrets(new SeededSecretGenerator(seed))
                .clock(InstantSource.system())
                .jitter(() -> new SplittableRandom(seed))
                .ids(() -> random)
                .retryPolicy(attempts(100))
                // Its endpoint is down on purpose, and is not to be spared.
                .health(new HealthPolicy(1_000_000, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofDays(1)))
                // One worker: a reservation that runs out meanwhile is handed to nobody else, and does not keep it
                // long.
                .visibility(Duration.ofSeconds(2))
                .grace(Duration.ofSeconds(1))
                .build());
    }

    private static RetryPolicy attempts(int attempts) {
        return RetryPolicy.builder()
                .attempts(attempts)
                .backoff(Backoff.linear(Duration.ofMillis(1)))
                .jitter(Jitter.none())
                .build();
    }

    @BeforeEach
    void subscribe() {
        SplittableRandom moods = new SplittableRandom(seed);
        receivers.on(SHAKY, request -> InMemoryHttpSender.answer(moods.nextInt(3) == 0 ? 500 : 200));
        receivers.on(DOWN, request -> InMemoryHttpSender.answer(up.get() ? 200 : 503));
        quiet.managingTenants().create(SHOP, "The shop");
        endpoint(EndpointSettings.builder().url("https://" + ORDERED + "/").ordered(true));
        endpoint(EndpointSettings.builder().url("https://" + SHAKY + "/"));
        endpoint(EndpointSettings.builder().url("https://" + DOWN + "/").retryPolicy(attempts(ATTEMPTS_WHILE_DOWN)));
    }

    private void endpoint(EndpointSettings.Builder settings) {
        CreateEndpointCommand command = CreateEndpointCommand.builder()
                .tenant(SHOP)
                .settings(settings.build())
                .build();
        assertThat(quiet.managingEndpoints().create(command)).isInstanceOf(CreateEndpointResult.Created.class);
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void shouldKeepTheGuaranteesWhateverFails() {
        Map<String, List<Posted>> posted = new LinkedHashMap<>();
        assertTimeoutPreemptively(LONGEST_PER_EVENT.multipliedBy(events), () -> {
            posted.putAll(postAndDeliver());
        });

        // Silence is rare, because each costs seconds.
        assertThat(services.drawn().keySet())
                .as("seed %d", seed)
                .containsAll(EnumSet.complementOf(EnumSet.of(Fate.SILENT)));
        List<Posted> all = posted.values().stream().flatMap(List::stream).toList();
        assertEachWasAcceptedOnce(all);
        assertEachArrived(all);
        assertOrder(posted);
        assertAttemptsWereBounded(all);

        assertTimeoutPreemptively(LONGEST_PER_EVENT.multipliedBy(events), () -> requeueAndDeliver(all));
        assertThat(arrivedAt(DOWN)).hasSameElementsAs(bodies(all));
        assertThat(all).allSatisfy(one -> assertThat(statuses(one)).containsOnly(DeliveryStatus.DELIVERED));
    }

    /** Events of one key are posted one after the other, those of all keys at once. */
    private Map<String, List<Posted>> postAndDeliver() throws InterruptedException, ExecutionException {
        Map<String, List<Posted>> posted = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<List<Posted>>> senders = new LinkedHashMap<>();
            for (int i = 0; i < KEYS; i++) {
                String key = "key-" + i;
                senders.put(key, threads.submit(() -> postAll(key)));
            }
            while (senders.values().stream().anyMatch(sender -> !sender.isDone())) {
                work();
            }
            for (Map.Entry<String, Future<List<Posted>>> sender : senders.entrySet()) {
                posted.put(sender.getKey(), sender.getValue().get());
            }
        }
        workUntilDone(posted.values().stream().flatMap(List::stream).toList());
        return posted;
    }

    private List<Posted> postAll(String key) {
        List<Posted> posted = new ArrayList<>();
        for (int number = 0; number < events / KEYS; number++) {
            String name = key + '/' + number;
            String filling = number % LARGE_EVERY == 0 ? "x".repeat(LARGE_BYTES) : "";
            AcceptEventCommand command = AcceptEventCommand.builder()
                    .tenant(SHOP)
                    .body(RawPayload.adopt(
                            ("{\"name\":\"" + name + "\",\"filling\":\"" + filling + "\"}").getBytes(UTF_8)))
                    .idempotencyKey(name)
                    .orderingKey(new OrderingKey(key))
                    .build();
            AcceptEventResult result = outbound.accepting().accept(command);
            while (result instanceof AcceptEventResult.Unavailable) {
                result = outbound.accepting().accept(command);
            }
            assertThat(result).isInstanceOf(AcceptEventResult.Accepted.class);
            posted.add(new Posted(((AcceptEventResult.Accepted) result).id(), command));
        }
        return posted;
    }

    private void work() {
        outbound.dispatching().dispatch(10);
        outbound.sweeping().sweep(100);
    }

    private void workUntilDone(List<Posted> all) {
        for (Posted one : all) {
            while (statuses(one).contains(DeliveryStatus.PENDING)) {
                work();
            }
        }
    }

    private void requeueAndDeliver(List<Posted> all) {
        up.set(true);
        RequeueCommand command =
                RequeueCommand.builder().tenant(SHOP).maxMessages(1_000).build();
        while (all.stream().anyMatch(one -> statuses(one).contains(DeliveryStatus.DEAD))) {
            try {
                // What it could not requeue, and what it did without knowing, the next run finds as it is by then.
                var unused = outbound.requeueing().requeue(command);
            } catch (PortException e) {
                continue;
            }
        }
        workUntilDone(all);
    }

    private List<DeliveryStatus> statuses(Posted one) {
        return store.deliveriesOf(one.id()).stream().map(Delivery::status).toList();
    }

    private void assertEachWasAcceptedOnce(List<Posted> all) {
        assertThat(all).extracting(Posted::id).doesNotHaveDuplicates().hasSize(events / KEYS * KEYS);
        for (Posted one : all) {
            assertThat(store.deliveriesOf(one.id())).hasSize(3);
            assertThat(Objects.requireNonNull(store.findEvent(one.id())).body())
                    .isEqualTo(one.command().body());
            assertThat(quiet.accepting().accept(one.command()))
                    .isEqualTo(new AcceptEventResult.Accepted(one.id(), 0, true));
        }
    }

    private void assertEachArrived(List<Posted> all) {
        assertThat(arrivedAt(ORDERED)).hasSameElementsAs(bodies(all));
        assertThat(arrivedAt(SHAKY)).hasSameElementsAs(bodies(all));
        for (Posted one : all) {
            for (Delivery delivery : store.deliveriesOf(one.id())) {
                assertThat(delivery.status())
                        .isEqualTo(isDown(delivery) ? DeliveryStatus.DEAD : DeliveryStatus.DELIVERED);
            }
        }
    }

    private boolean isDown(Delivery delivery) {
        Endpoint endpoint = Objects.requireNonNull(
                quiet.managingEndpoints().find(SHOP, delivery.id().endpoint()));
        return endpoint.settings().url().contains(DOWN);
    }

    /** Later arrivals of what came before are repetitions, which delivering at least once allows. */
    private void assertOrder(Map<String, List<Posted>> posted) {
        List<RawPayload> arrived = new ArrayList<>(new LinkedHashSet<>(arrivedAt(ORDERED)));
        posted.forEach((key, inOrder) -> assertThat(
                        arrived.stream().filter(bodies(inOrder)::contains).toList())
                .as(key)
                .isEqualTo(bodies(inOrder)));
    }

    private void assertAttemptsWereBounded(List<Posted> all) {
        for (Posted one : all) {
            List<Attempt> attempts = store.attemptsOf(one.id());
            for (Delivery delivery : store.deliveriesOf(one.id())) {
                int[] numbers = attempts.stream()
                        .filter(attempt -> attempt.delivery().equals(delivery.id()))
                        .mapToInt(Attempt::number)
                        .sorted()
                        .toArray();
                assertThat(numbers)
                        .as(Arrays.toString(numbers))
                        .isEqualTo(IntStream.rangeClosed(1, delivery.attempts()).toArray());
                if (isDown(delivery)) {
                    assertThat(delivery.attempts()).isEqualTo(ATTEMPTS_WHILE_DOWN);
                }
            }
        }
    }

    private List<RawPayload> arrivedAt(String host) {
        return receivers.requestsTo(host).stream().map(SendRequest::body).toList();
    }

    private static List<RawPayload> bodies(List<Posted> posted) {
        return posted.stream().map(one -> one.command().body()).toList();
    }

    private record Posted(EventId id, AcceptEventCommand command) {}
}
