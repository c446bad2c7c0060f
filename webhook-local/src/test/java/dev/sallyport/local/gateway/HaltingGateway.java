package dev.sallyport.local.gateway;

import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.Telemetry;
import dev.sallyport.core.port.out.WebhookHandler;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.local.store.LocalStoreOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** A gateway in a process of its own that ends, as by {@code kill -9}, at a step of the way from webhook to delivery. */
final class HaltingGateway {

    /** How a process that ended so tells it. */
    static final int STATUS = 137;

    private HaltingGateway() {}

    /** The steps, each at the point where what was done before it is kept and nothing after it. */
    enum Step {
        WEBHOOK_KEPT,
        EVENT_KEPT,
        WEBHOOK_PROCESSED,
        ENDPOINT_CALLED,
        DELIVERY_KEPT;

        void reached(Step reached) {
            if (this == reached) {
                Runtime.getRuntime().halt(STATUS);
            }
        }
    }

    /** Runs one: where it keeps its data, its configuration, and the step. Prints the port that it listens on. */
    public static void main(String[] arguments) throws Exception {
        Step last = Step.valueOf(arguments[2]);
        WebhookHandler own = (webhook, payloads) -> last.reached(Step.WEBHOOK_KEPT);
        Gateway gateway = Gateway.start(
                LocalStore.open(
                        Path.of(arguments[0]),
                        Clock.systemUTC(),
                        LocalStoreOptions.builder().build()),
                ConfiguredGateway.read(Path.of(arguments[1]), Map.of()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Clock.systemUTC(),
                new Telemetry() {
                    @Override
                    public void processed(ProviderId provider, WebhookId id, Duration sinceReceived) {
                        last.reached(Step.WEBHOOK_PROCESSED);
                    }
                },
                (during, fault) -> System.err.println(during + ": " + fault),
                new GatewayExtras(own, new DeliveryTelemetry() {
                    @Override
                    public void accepted(TenantId tenant, EventId event, int pending, int ended) {
                        last.reached(Step.EVENT_KEPT);
                    }

                    @Override
                    public void attempted(DeliveryId delivery, AttemptResult result, Duration duration) {
                        last.reached(Step.ENDPOINT_CALLED);
                    }

                    @Override
                    public void delivered(DeliveryId delivery, Duration sinceAccepted) {
                        last.reached(Step.DELIVERY_KEPT);
                    }
                }));
        System.out.println(gateway.address().getPort());
        System.out.flush();
    }
}
