package dev.sallyport.lambda.sweep;

import dagger.Module;
import dagger.Provides;
import dev.sallyport.core.application.Inbound;
import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.hosting.assembly.ConfiguredTenants;
import dev.sallyport.hosting.repair.RepairRounds;
import dev.sallyport.lambda.telemetry.Invocations;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/** What there is to sweep. */
@Module
final class SweeperModule {

    @Provides
    @Singleton
    Sweep sweep(
            Inbound inbound,
            Outbound outbound,
            ConfiguredTenants tenants,
            Invocations invocations,
            InstantSource clock) {
        return new Sweep(
                inbound.sweeping(),
                outbound.sweeping(),
                new RepairRounds(inbound.repairing(), clock, invocations::fault),
                tenants::setUp,
                invocations,
                SweeperModule::rest);
    }

    private static void rest(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
