package dev.sallyport.aws.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sallyport.aws.dynamodb.DynamoDbEmulator;
import dev.sallyport.aws.dynamodb.DynamoDbRepairRunStore;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.eventbridge.EventBridgePublisher;
import dev.sallyport.aws.s3.S3Emulator;
import dev.sallyport.aws.s3.S3PayloadArchive;
import dev.sallyport.aws.sqs.SqsEmulator;
import dev.sallyport.aws.sqs.SqsProcessingQueue;
import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.Provider;
import dev.sallyport.core.application.Providers;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.PublishedEvent;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookQuery;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.ordering.OrderingPolicy;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookCommand;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookResult;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureScheme;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The inbound use cases over the AWS adapters, while the network and the services fail: a provider sends the events of
 * several customers, again after each 503, and a worker processes them. In the end G1 to G4 must hold.
 *
 * <p>{@code -Dsallyport.aws.faults.webhooks=N} plays more webhooks than the {@value #WEBHOOKS} of each build, {@code
 * -Dsallyport.aws.faults.seed=S} others.
 */
class InboundUnderFaultsIT {

    private static final int WEBHOOKS = 48;
    private static final int CUSTOMERS = 6;
    private static final Duration LONGEST_PER_WEBHOOK = Duration.ofSeconds(5);
    private static final ProviderId ACME = new ProviderId("acme");
    private static final SigningSecret SECRET = SigningSecret.of("a secret of this test");

    private final int webhooks = Integer.getInteger("sallyport.aws.faults.webhooks", WEBHOOKS);
    private final long seed = Long.getLong("sallyport.aws.faults.seed", 1);

    private final FaultyServices services = new FaultyServices(seed);
    private final String table = DynamoDbEmulator.newTable();
    private final String bucket = S3Emulator.newBucket();
    private final SignatureScheme scheme =
            Objects.requireNonNull(SchemeCatalogue.builtIn().find("generic"));
    private final SignatureSigner signer = SignatureSigner.of(scheme, List.of(SECRET));
    private final Inbound inbound = Inbound.of(InboundParts.builder()
            .providers(Providers.of(List.of(Provider.of(
                    ACME,
                    SignatureVerifier.of(scheme, List.of(SECRET)),
                    OrderingPolicy.byEntity("/customer"),
                    RetryPolicy.builder()
                            .attempts(100)
                            .backoff(Backoff.linear(Duration.ofMillis(1)))
                            .jitter(Jitter.none())
                            .build()))))
            .store(new DynamoDbWebhookStore(services.dynamoDb, table))
            .archive(new S3PayloadArchive(services.s3, bucket))
            .queue(new SqsProcessingQueue(
                    services.sqs,
                    SqsEmulator.newQueue(),
                    () -> UUID.randomUUID().toString().replace("-", "")))
            .publisher(new EventBridgePublisher(services.eventBridge, "the-bus"))
            .repairRuns(new DynamoDbRepairRunStore(services.dynamoDb, table))
            .clock(InstantSource.system())
            .random(() -> new SplittableRandom(seed))
            // One worker: a reservation that runs out meanwhile is handed to nobody else, and does not keep it long.
            .visibility(Duration.ofSeconds(2))
            .build());

    InboundUnderFaultsIT() throws Exception {}

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void shouldKeepTheGuaranteesWhateverFails() {
        Map<String, List<Sent>> sent = new LinkedHashMap<>();
        assertTimeoutPreemptively(LONGEST_PER_WEBHOOK.multipliedBy(webhooks), () -> {
            sent.putAll(sendAndProcess());
        });

        // Silence is rare, because each costs seconds.
        assertThat(services.drawn().keySet())
                .as("seed %d", seed)
                .containsAll(EnumSet.complementOf(EnumSet.of(Fate.SILENT)));
        assertEachIsRecordedOnceAndProcessed(sent);
        assertEachIsPublishedInOrder(sent);
    }

    /** Each customer's events are sent one after the other, those of all customers at once. */
    private Map<String, List<Sent>> sendAndProcess() throws InterruptedException, ExecutionException {
        Map<String, List<Sent>> sent = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<List<Sent>>> senders = new LinkedHashMap<>();
            for (int i = 0; i < CUSTOMERS; i++) {
                String customer = "customer-" + i;
                senders.put(customer, threads.submit(() -> sendAll(customer)));
            }
            while (senders.values().stream().anyMatch(sender -> !sender.isDone())) {
                inbound.working().workOnce(10);
            }
            for (Map.Entry<String, Future<List<Sent>>> sender : senders.entrySet()) {
                sent.put(sender.getKey(), sender.getValue().get());
            }
        }
        WebhookStore store = store();
        for (Sent last : sent.values().stream().flatMap(List::stream).toList()) {
            while (Objects.requireNonNull(store.find(last.id())).status() != WebhookStatus.PROCESSED) {
                inbound.working().workOnce(10);
            }
        }
        return sent;
    }

    private List<Sent> sendAll(String customer) {
        List<Sent> sent = new ArrayList<>();
        for (int number = 0; number < webhooks / CUSTOMERS; number++) {
            RawPayload body =
                    RawPayload.adopt(("{\"customer\":\"" + customer + "\",\"number\":" + number + "}").getBytes(UTF_8));
            OutboundRequest request = signer.sign(
                    OutboundRequest.post("https://gate.example/webhooks/acme", body),
                    InstantSource.system().instant(),
                    customer + number);
            ReceiveWebhookCommand command = new ReceiveWebhookCommand(
                    ACME, request.receivedAt(InstantSource.system().instant()));
            ReceiveWebhookResult result = inbound.receiving().receive(command);
            while (result instanceof ReceiveWebhookResult.Unavailable) {
                result = inbound.receiving().receive(command);
            }
            assertThat(result).isInstanceOf(ReceiveWebhookResult.Accepted.class);
            sent.add(new Sent(((ReceiveWebhookResult.Accepted) result).id(), body));
        }
        return sent;
    }

    private void assertEachIsRecordedOnceAndProcessed(Map<String, List<Sent>> sent) {
        List<Sent> all = sent.values().stream().flatMap(List::stream).toList();
        PayloadArchive archive = new S3PayloadArchive(S3Emulator.client(), bucket);

        List<WebhookRecord> records =
                store().list(WebhookQuery.builder().limit(1_000).build()).records();

        assertThat(records).extracting(WebhookRecord::id).hasSameElementsAs(ids(all));
        assertThat(records).hasSize(all.size());
        assertThat(records).extracting(WebhookRecord::status).containsOnly(WebhookStatus.PROCESSED);
        for (WebhookRecord record : records) {
            Sent original = all.stream()
                    .filter(one -> one.id().equals(record.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(archive.read(record.archiveKey()))
                    .isInstanceOfSatisfying(
                            ReadOutcome.Found.class,
                            found -> assertThat(found.webhook())
                                    .extracting(ArchivedWebhook::body)
                                    .isEqualTo(original.body()));
        }
    }

    private void assertEachIsPublishedInOrder(Map<String, List<Sent>> sent) {
        Map<OrderingKey, LinkedHashSet<WebhookId>> published = new LinkedHashMap<>();
        for (PublishedEvent event : services.bus.taken()) {
            published
                    .computeIfAbsent(event.orderingKey(), made -> new LinkedHashSet<>())
                    .add(event.webhookId());
        }

        assertThat(published).hasSize(CUSTOMERS);
        assertThat(published.values().stream().map(List::copyOf).toList())
                .containsExactlyInAnyOrderElementsOf(
                        sent.values().stream().map(InboundUnderFaultsIT::ids).toList());
    }

    private static List<WebhookId> ids(List<Sent> sent) {
        return sent.stream().map(Sent::id).toList();
    }

    /** Looks past the proxy. */
    private WebhookStore store() {
        return new DynamoDbWebhookStore(DynamoDbEmulator.client(), table);
    }

    private record Sent(WebhookId id, RawPayload body) {}
}
