package dev.sallyport.lambda.wiring;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.aws.sqs.DeliveryMessage;
import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.lambda.queue.DeliveryBatches;
import dev.sallyport.lambda.telemetry.Invocations;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** What is done with the messages of the queue of deliveries. */
@Module
public final class DeliveringModule {

    @Provides
    @Singleton
    DeliveryBatches batches(Outbound outbound, DeliveryQueue queue, Invocations invocations) {
        return new DeliveryBatches(outbound.delivering(), queue, DeliveringModule::deliveryIn, invocations);
    }

    private static @Nullable DeliveryId deliveryIn(String body) {
        try {
            return DeliveryMessage.read(body);
        } catch (IllegalStateException e) {
            return null;
        }
    }
}
