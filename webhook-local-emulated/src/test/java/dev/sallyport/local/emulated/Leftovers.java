package dev.sallyport.local.emulated;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.aws.LargeBodies;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.dynamodb.delivery.DynamoDbDeliveryStore;
import dev.sallyport.aws.dynamodb.outbound.DynamoDbEndpointStore;
import dev.sallyport.aws.inline.InlineIntake;
import dev.sallyport.aws.sqs.SqsProcessingQueue;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.Event;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.delivery.endpoint.HealthNotice;
import dev.sallyport.core.delivery.endpoint.PendingNotice;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.testkit.fixture.Deliveries;
import dev.sallyport.testkit.fixture.Webhooks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Makes what functions leave behind when they die in the middle of something, or what is as old as nobody waits for. */
final class Leftovers {

    /** More than one transaction holds, with their places in lanes. */
    private static final int MANY = 50;

    private final AtomicInteger nonces = new AtomicInteger();
    private final Services running;
    private final Clients services;
    private final Stack.Names names;

    /** Leaves things in services, through clients of them. */
    Leftovers(Services running, Clients services, Stack.Names names) {
        this.running = running;
        this.services = services;
        this.names = names;
    }

    /** Returns the record of a webhook just received. */
    static WebhookRecord record(String provider, String event, Instant receivedAt) {
        ProviderId id = new ProviderId(provider);
        RawPayload body = Webhooks.aBody(event);
        return Webhooks.aRecordOf(event, receivedAt)
                .id(WebhookId.ofEvent(id, event))
                .provider(id)
                .orderingKey(OrderingKey.ofEntity(id, event))
                .archiveKey(ArchiveKey.ofWebhook(id, WebhookId.ofEvent(id, event), receivedAt))
                .bodySha256(body.sha256())
                .bodySize(body.size())
                .build();
    }

    /** Records a webhook that is neither archived nor queued. */
    WebhookRecord planted(String provider, String event, Instant receivedAt) {
        WebhookRecord record = record(provider, event, receivedAt);
        webhooks(names.table()).create(record);
        return record;
    }

    /** Records a webhook that travelled in a message, of which none is left. */
    void plantedWithoutMessage(WebhookRecord record) {
        webhooks(names.table()).create(record, "an-arrival-of-which-no-message-is-left");
    }

    /** Queues a webhook for the function that buries. */
    void giveUp(WebhookRecord record) {
        queue("processing-dead-letters").enqueue(record.id(), record.orderingKey());
    }

    /** Puts a delivery where the queue of deliveries puts what it gave up. */
    void giveUp(String delivery) {
        services.sqs()
                .sendMessage(message -> message.queueUrl(url("delivery-dead-letters"))
                        .messageBody("{\"delivery_id\":\"" + delivery + "\"}"));
    }

    /** Sends the message of a gate that dies before it creates the record. */
    void messageWithoutRecord(WebhookRecord record, String queue) {
        InlineIntake intake = new InlineIntake(
                webhooks("no-such-table"),
                queue(queue),
                (unused, original) -> {
                    throw new AssertionError("it is small enough for a message");
                },
                provider -> true);
        WebhookRequest request = new WebhookRequest(
                "POST",
                "/webhooks/" + record.provider(),
                Headers.of("Content-Type", "application/json"),
                Webhooks.aBody(Objects.requireNonNull(record.providerEventId())),
                record.receivedAt());
        assertThatThrownBy(() -> intake.takeIn(record, new ArchivedWebhook(record.id(), record.provider(), request)))
                .isInstanceOf(PortException.class);
    }

    /** Accepts an event and dies before its deliveries are made; returns the id of one of them. */
    String owedEvent(String name, Instant at) {
        try (Clients dying = new Clients(running, new DyingAtTheFirstRead())) {
            DynamoDbDeliveryStore store = new DynamoDbDeliveryStore(
                    dying.dynamoDb(),
                    names.table(),
                    new NoLargeBodies(),
                    RetentionPolicy.DEFAULT,
                    () -> at,
                    () -> "nonce" + nonces.incrementAndGet());
            Event event = Deliveries.anEventOf(name).acceptedAt(at).dueAt(at).build();
            List<Delivery> deliveries = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                deliveries.add(Deliveries.aDelivery(event, i, event.id().value()));
            }
            assertThatThrownBy(() -> store.accept(event, deliveries)).isInstanceOf(PortException.class);
            return deliveries.getFirst().id().toString();
        }
    }

    /** Creates an endpoint that failed, and whose owner was not told. */
    void endpointWithNotice() {
        new DynamoDbEndpointStore(services.dynamoDb(), names.table())
                .create(Deliveries.anEndpointOf(MANY)
                        .addPendingNotices(new PendingNotice(HealthNotice.BREAKER_OPENED, 1, Deliveries.NOON))
                        .build());
    }

    private DynamoDbWebhookStore webhooks(String table) {
        return new DynamoDbWebhookStore(services.dynamoDb(), table);
    }

    private String url(String queue) {
        return Objects.requireNonNull(names.queueUrls().get(queue), queue);
    }

    private SqsProcessingQueue queue(String name) {
        return new SqsProcessingQueue(services.sqs(), url(name), () -> "nonce" + nonces.incrementAndGet());
    }

    /** The event is kept by then, and nothing was read before. */
    private static final class DyingAtTheFirstRead implements ExecutionInterceptor {

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof GetItemRequest) {
                throw SdkClientException.create("the process died");
            }
        }
    }

    private static final class NoLargeBodies implements LargeBodies {

        @Override
        public void keep(String key, RawPayload body) {
            throw new AssertionError("the body is small");
        }

        @Override
        public @Nullable RawPayload find(String key) {
            throw new AssertionError("the body is small");
        }
    }
}
