package dev.sallyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.application.outbound.OutboundParts;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventCommand;
import dev.sallyport.core.port.in.AcceptEventUseCase.AcceptEventResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointCommand;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointResult;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.testkit.memory.InMemoryAddressResolver;
import dev.sallyport.testkit.memory.InMemoryDeliveryStore;
import dev.sallyport.testkit.memory.InMemoryEndpointStore;
import dev.sallyport.testkit.memory.InMemoryEventFilter;
import dev.sallyport.testkit.memory.InMemoryHttpSender;
import dev.sallyport.testkit.memory.InMemorySecretCipher;
import dev.sallyport.testkit.memory.InMemoryTenantStore;
import dev.sallyport.testkit.memory.ManualClock;
import dev.sallyport.testkit.memory.SeededSecretGenerator;
import java.util.EnumSet;
import java.util.Random;

/** The outbound half over adapters in memory, with one tenant. */
public final class OutboundFixture {

    public static final TenantId SHOP = new TenantId("shop");

    public final ManualClock clock = new ManualClock();
    public final Telling telling = new Telling(clock);
    public final InMemoryTenantStore tenants = new InMemoryTenantStore();
    public final InMemoryEndpointStore endpoints = new InMemoryEndpointStore();
    public final InMemoryDeliveryStore deliveries = new InMemoryDeliveryStore();
    public final InMemoryHttpSender sender = new InMemoryHttpSender();
    public final DeliveryQueue queue = Outbound.inProcessQueue(clock, 1_000);
    public final Outbound outbound;

    public OutboundFixture() {
        Random jitter = new Random(11);
        Random ids = new Random(13);
        outbound = Outbound.of(OutboundParts.builder()
                .tenants(tenants)
                .endpoints(endpoints)
                .deliveries(deliveries)
                .queue(queue)
                .permits(Outbound.inProcessPermits())
                .sender(sender)
                .resolver(new InMemoryAddressResolver())
                .filter(new InMemoryEventFilter())
                .cipher(new InMemorySecretCipher())
                .secrets(new SeededSecretGenerator(17))
                .telemetry(telling.deliveryMetrics())
                .clock(clock)
                .jitter(() -> jitter)
                .ids(() -> ids)
                .build());
        outbound.managingTenants().create(SHOP, "The shop");
    }

    /** Returns the text of a key that may do everything. */
    public String apiKey() {
        return outbound.managingTenants()
                .issueKey(SHOP, "test", EnumSet.allOf(Scope.class), null)
                .token()
                .reveal();
    }

    public Endpoint endpoint(String host) {
        CreateEndpointCommand command = CreateEndpointCommand.builder()
                .tenant(SHOP)
                .settings(EndpointSettings.builder()
                        .url("https://" + host + "/hook")
                        .build())
                .build();
        return ((CreateEndpointResult.Created) outbound.managingEndpoints().create(command)).endpoint();
    }

    public EventId accept(String body) {
        AcceptEventCommand command = AcceptEventCommand.builder()
                .tenant(SHOP)
                .type(new EventType("invoice.paid"))
                .body(RawPayload.adopt(body.getBytes(UTF_8)))
                .build();
        return ((AcceptEventResult.Accepted) outbound.accepting().accept(command)).id();
    }

    public Delivery delivery(EventId event, Endpoint endpoint) {
        return deliveries.find(new DeliveryId(event, endpoint.id()));
    }
}
