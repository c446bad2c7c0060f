package dev.sallyport.aws.cost;

import static dev.sallyport.testkit.fixture.Webhooks.NOON;
import static dev.sallyport.testkit.fixture.Webhooks.aFailure;
import static dev.sallyport.testkit.fixture.Webhooks.aRecord;
import static dev.sallyport.testkit.fixture.Webhooks.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.aws.dynamodb.DynamoDbEmulator;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.aws.s3.S3Emulator;
import dev.sallyport.aws.sqs.SqsEmulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

class CallCounterIT {

    private final CallCounter counter = new CallCounter();

    @Nested
    class Records {

        private final DynamoDbWebhookStore store =
                new DynamoDbWebhookStore(DynamoDbEmulator.client(counter), DynamoDbEmulator.newTable());

        Records() {
            store.create(aRecord("makes the provider known"));
            store.create(aRecord("a"));
        }

        @Test
        void shouldCountTableAndIndexOfANewRecord() {
            counter.reset();

            store.create(aRecord("b"));

            assertThat(counter.counts())
                    .isEqualTo(new CallCounts(Map.of("DynamoDb PutItem", 1L), Map.of(BilledUnit.DYNAMODB_WRITE, 2.0)));
        }

        @Test
        void shouldCountTheTableAloneForARecordThatIsProcessed() {
            counter.reset();

            store.replaceAll(List.of(aRecord("a").processed(NOON)));

            assertThat(counter.counts())
                    .isEqualTo(
                            new CallCounts(Map.of("DynamoDb UpdateItem", 1L), Map.of(BilledUnit.DYNAMODB_WRITE, 1.0)));
        }

        @Test
        void shouldCountTheIndexOfWhatIsOpenForARecordThatFailed() {
            counter.reset();

            store.replaceAll(List.of(aRecord("a").failed(aFailure(1), NOON.plusSeconds(9))));

            assertThat(counter.counts().units()).isEqualTo(Map.of(BilledUnit.DYNAMODB_WRITE, 2.0));
        }

        @Test
        void shouldCountAWriteThatIsRefused() {
            counter.reset();

            store.create(aRecord("a"));

            assertThat(counter.counts())
                    .isEqualTo(new CallCounts(Map.of("DynamoDb PutItem", 1L), Map.of(BilledUnit.DYNAMODB_WRITE, 1.0)));
        }

        @Test
        void shouldCountAConsistentRead() {
            counter.reset();

            store.findAll(List.of(id("a"), id("makes the provider known")));

            assertThat(counter.counts().units()).isEqualTo(Map.of(BilledUnit.DYNAMODB_READ, 2.0));
        }
    }

    @Nested
    class Messages {

        private final SqsClient sqs = SqsEmulator.client(counter);
        private final String queueUrl = SqsEmulator.newQueue();

        private void send(int bytes) {
            sqs.sendMessage(request -> request.queueUrl(queueUrl)
                    .messageGroupId("group")
                    .messageDeduplicationId("size-" + bytes)
                    .messageBody("x".repeat(bytes)));
        }

        @Test
        void shouldCountStartedChunksOf64KiB() {
            send(64 << 10);
            assertThat(counter.counts().units(BilledUnit.SQS_REQUEST)).isEqualTo(1);

            send((64 << 10) + 1);
            assertThat(counter.counts().units(BilledUnit.SQS_REQUEST)).isEqualTo(3);

            sqs.receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10));
            assertThat(counter.counts().units(BilledUnit.SQS_REQUEST)).isEqualTo(6);
            assertThat(counter.counts().calls("Sqs SendMessage")).isEqualTo(2);
        }
    }

    @Nested
    class Objects {

        private final S3Client s3 = S3Emulator.client(counter);
        private final String bucket = S3Emulator.newBucket();

        @Test
        void shouldTellReadingFromWriting() {
            s3.putObject(request -> request.bucket(bucket).key("a"), RequestBody.fromString("a"));
            s3.getObject(request -> request.bucket(bucket).key("a"), ResponseTransformer.toBytes());
            s3.headObject(request -> request.bucket(bucket).key("a"));
            s3.listObjectsV2(request -> request.bucket(bucket));

            assertThat(counter.counts().units()).isEqualTo(Map.of(BilledUnit.S3_PUT, 2.0, BilledUnit.S3_GET, 2.0));
        }
    }
}
