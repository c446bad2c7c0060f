package dev.sallyport.local.emulated;

import dev.sallyport.local.engine.EngineFailedException;
import dev.sallyport.local.engine.EngineOrder.Listener;
import java.time.Clock;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Emulators without a gateway, for those who measure something else on them. Safe for any number of threads. */
public final class MeasuredServices implements AutoCloseable {

    private final BusTargets targets;
    private final EmbeddedServices services;

    private MeasuredServices(BusTargets targets, EmbeddedServices services) {
        this.targets = targets;
        this.services = services;
    }

    /**
     * Starts them and waits until they answer.
     *
     * @param listener is told what their bus cannot deliver
     * @throws EngineFailedException if one does not start
     */
    public static MeasuredServices start(Listener listener) throws InterruptedException {
        BusTargets targets = new BusTargets(listener);
        try {
            return new MeasuredServices(targets, EmbeddedServices.start(targets, targets, Clock.systemUTC()));
        } catch (InterruptedException | RuntimeException e) {
            targets.close();
            throw e;
        }
    }

    /**
     * Returns new clients, which the caller closes.
     *
     * @param watching see every call
     */
    public Clients clients(ExecutionInterceptor... watching) {
        return new Clients(services, watching);
    }

    @Override
    public void close() {
        services.close();
        targets.close();
    }
}
