package dev.sallyport.emulation.service;

import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All embedded emulators of this process, started at the same time. */
public final class Emulators implements AutoCloseable {

    private final DynamoDbEmulator dynamoDb;
    private final SqsEmulator sqs;
    private final S3Emulator s3;

    private Emulators(DynamoDbEmulator dynamoDb, SqsEmulator sqs, S3Emulator s3) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.s3 = s3;
    }

    /**
     * Starts them and waits until they answer.
     *
     * @param account twelve digits
     * @param region such as {@code us-east-1}
     * @throws EmulatorFailedException if one does not start
     */
    public static Emulators start(String account, String region) throws InterruptedException {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("emulator-", 0).factory())) {
            Future<DynamoDbEmulator> dynamoDb = threads.submit(DynamoDbEmulator::start);
            Future<SqsEmulator> sqs = threads.submit(() -> SqsEmulator.start(account, region));
            Future<S3Emulator> s3 = threads.submit(S3Emulator::start);
            return new Emulators(dynamoDb.get(), sqs.get(), s3.get());
        } catch (ExecutionException e) {
            throw new EmulatorFailedException("an emulator does not start", e.getCause());
        }
    }

    /** Returns where clients of DynamoDB reach it. */
    public URI dynamoDb() {
        return dynamoDb.endpoint();
    }

    /** Returns where clients of SQS reach it. */
    public URI sqs() {
        return sqs.endpoint();
    }

    /** Returns where clients of S3 reach it. */
    public URI s3() {
        return s3.endpoint();
    }

    @Override
    public void close() {
        s3.close();
        sqs.close();
        dynamoDb.close();
    }
}
