package dev.sallyport.aws.inline;

import dev.sallyport.aws.dynamodb.DynamoDbEmulator;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.s3.S3Emulator;
import dev.sallyport.aws.sqs.SqsEmulator;
import dev.sallyport.aws.sqs.SqsProcessingQueue;
import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.InboundParts;
import dev.sallyport.core.application.Providers;
import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.in.ProcessWebhooksUseCase.EntryOutcome;
import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.port.out.PayloadArchive;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.testkit.fixture.Webhooks;
import dev.sallyport.testkit.memory.InMemoryEventPublisher;
import dev.sallyport.testkit.memory.InMemoryRepairRunStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Gate and consumer over emulators, with faults between them and the services. */
final class InlineWorld {

    final Faults faults = new Faults();
    final ManualClock clock = new ManualClock(Webhooks.NOON);
    final InMemoryEventPublisher publisher = new InMemoryEventPublisher();
    final Map<ProviderId, ArchivePolicy> policies = new HashMap<>();
    final S3Client s3 = S3Emulator.client(faults);
    final String bucket = S3Emulator.newBucket();
    final DynamoDbWebhookStore store =
            new DynamoDbWebhookStore(DynamoDbEmulator.client(faults), DynamoDbEmulator.newTable());
    final SqsClient sqs = SqsEmulator.client(faults);
    final String queueUrl = SqsEmulator.newQueue();
    final SqsProcessingQueue queue = new SqsProcessingQueue(
            sqs, queueUrl, () -> UUID.randomUUID().toString().replace("-", ""));
    final BundledArchive archive = new BundledArchive(store, s3, bucket);
    final WebhookIntake intake =
            new InlineIntake(store, queue, Inbound.stepwiseIntake(archive, store, queue), provider -> true);
    final BundledBatches batches = new BundledBatches(
            store,
            archive,
            s3,
            bucket,
            provider -> policies.getOrDefault(provider, new ArchivePolicy(ArchivePolicy.Mode.BUNDLED, null, null)));

    @Nullable
    WebhookHandler handler;

    /** Receives what is there, as a function's event source does: up to ten messages. */
    List<Message> receive() {
        return sqs.receiveMessage(request ->
                        request.queueUrl(queueUrl).maxNumberOfMessages(10).visibilityTimeout(600))
                .messages();
    }

    /** Processes what is there, and settles it; returns the outcomes, those of a batch that failed as a whole too. */
    List<EntryOutcome> consume() {
        List<Message> messages = receive();
        if (messages.isEmpty()) {
            return List.of();
        }
        List<EntryOutcome> outcomes =
                process(messages.stream().map(Message::body).toList());
        List<Receipt> finished = new ArrayList<>();
        List<Receipt> later = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            (outcomes.get(i) instanceof EntryOutcome.Finished ? finished : later)
                    .add(new Receipt(messages.get(i).receiptHandle()));
        }
        queue.acknowledge(finished);
        queue.release(later, Duration.ZERO);
        return outcomes;
    }

    List<EntryOutcome> process(List<String> messages) {
        try {
            Batch batch = batches.open(messages);
            return batch.outcomes(
                    inbound(batch.store(), batch.archive()).processing().process(batch.entries()));
        } catch (PortException e) {
            return messages.stream()
                    .<EntryOutcome>map(message -> new EntryOutcome.Later(Duration.ZERO))
                    .toList();
        }
    }

    RepairWebhooksUseCase repairing() {
        return inbound(store, archive).repairing();
    }

    private Inbound inbound(WebhookStore webhooks, PayloadArchive bodies) {
        return Inbound.of(InboundParts.builder()
                .providers(Providers.of(List.of()))
                .store(webhooks)
                .archive(bodies)
                .queue(queue)
                .publisher(publisher)
                .repairRuns(new InMemoryRepairRunStore())
                .handler(handler)
                .clock(clock)
                .random(() -> new Random(7))
                .build());
    }

    /** Returns the keys of all objects in the bucket. */
    List<String> objects() {
        return s3.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    byte[] bytesOf(String key) {
        return s3.getObject(request -> request.bucket(bucket).key(key), ResponseTransformer.toBytes())
                .asByteArray();
    }

    void overwrite(String key, byte[] bytes) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }
}
