package dev.sallyport.lambda.wiring;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.aws.sqs.SqsProcessingQueue;
import dev.sallyport.lambda.telemetry.Traces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sqs.SqsClient;

/** In place of the queue of webhooks, the one for those that it gave up. */
@Module
public final class DeadLetterQueueModule {

    @Provides
    @Singleton
    SqsProcessingQueue queue(SqsClient client, Environment environment, Traces traces) {
        return ProcessingQueueModule.of(client, environment.text("SALLYPORT_DEAD_LETTER_QUEUE_URL"), traces);
    }
}
