package dev.sallyport.lambda.deliver;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.lambda.queue.DeadDeliveries;
import dev.sallyport.lambda.telemetry.Invocations;
import jakarta.inject.Singleton;

/** What puts deliveries back to work. */
@Module
final class RequeueModule {

    @Provides
    @Singleton
    RequeueFunction function(DeadDeliveries gaveUp, Outbound outbound, Invocations invocations) {
        return new RequeueFunction(gaveUp, outbound.requeueing(), invocations);
    }
}
