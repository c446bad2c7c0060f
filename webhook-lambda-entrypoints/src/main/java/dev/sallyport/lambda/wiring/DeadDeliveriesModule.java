package dev.sallyport.lambda.wiring;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.aws.sqs.SqsDeliveryQueue;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.lambda.queue.DeadDeliveries;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the queue of deliveries gave up. */
@Module
public final class DeadDeliveriesModule {

    @Provides
    @Singleton
    DeadDeliveries deadDeliveries(SqsClient client, Environment environment, DeliveryQueue queue, DeliveryStore store) {
        return new DeadDeliveries(
                new SqsDeliveryQueue(client, environment.text("SALLYPORT_DEAD_LETTER_QUEUE_URL")), queue, store);
    }
}
