package dev.sallyport.lambda.wiring;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.aws.sqs.SqsProcessingQueue;
import dev.sallyport.lambda.telemetry.Traces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queue of webhooks to be processed. */
@Module
public final class ProcessingQueueModule {

    @Provides
    @Singleton
    SqsProcessingQueue queue(SqsClient client, Environment environment, Traces traces) {
        return of(client, environment.text("SALLYPORT_QUEUE_URL"), traces);
    }

    static SqsProcessingQueue of(SqsClient client, String url, Traces traces) {
        return new SqsProcessingQueue(client, url, Nonces::next, traces);
    }
}
