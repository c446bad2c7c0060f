package dev.sallyport.hosting.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.application.outbound.Outbound;
import dev.sallyport.core.application.outbound.OutboundParts;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.PortRange;
import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointCommand;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.CreateEndpointResult;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.PingResult;
import dev.sallyport.testkit.memory.InMemoryAddressResolver;
import dev.sallyport.testkit.memory.InMemoryDeliveryStore;
import dev.sallyport.testkit.memory.InMemoryEndpointStore;
import dev.sallyport.testkit.memory.InMemoryEventFilter;
import dev.sallyport.testkit.memory.InMemorySecretCipher;
import dev.sallyport.testkit.memory.InMemoryTenantStore;
import dev.sallyport.testkit.memory.ManualClock;
import dev.sallyport.testkit.memory.SeededSecretGenerator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real sender behind the core's guard: what names resolve to, and when, changes nothing about who is reached. */
@Timeout(60)
class GuardedSendingIT extends Senders {

    private static final TenantId ACME = new TenantId("acme");
    private static final String HOST = "hooks.example";

    private final InMemoryAddressResolver resolver = new InMemoryAddressResolver();
    private final RawReceiver inside = http(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));

    private Outbound outbound(boolean allowLoopback) {
        ManualClock clock = new ManualClock();
        Random random = new Random(3);
        Outbound outbound = Outbound.of(OutboundParts.builder()
                .tenants(new InMemoryTenantStore())
                .endpoints(new InMemoryEndpointStore())
                .deliveries(new InMemoryDeliveryStore())
                .queue(Outbound.inProcessQueue(clock, 10))
                .permits(Outbound.inProcessPermits())
                .sender(newSender())
                .resolver(resolver)
                .filter(new InMemoryEventFilter())
                .cipher(new InMemorySecretCipher())
                .secrets(new SeededSecretGenerator(17))
                .clock(clock)
                .jitter(() -> random)
                .ids(() -> random)
                .targets(TargetPolicy.builder()
                        .allowHttp(true)
                        .allowLoopback(allowLoopback)
                        .ports(List.of(new PortRange(1, 65_535)))
                        .build())
                .build());
        outbound.managingTenants().create(ACME, "Acme");
        return outbound;
    }

    private CreateEndpointResult create(Outbound outbound, String url) {
        return outbound.managingEndpoints()
                .create(CreateEndpointCommand.builder()
                        .tenant(ACME)
                        .settings(EndpointSettings.builder().url(url).build())
                        .build());
    }

    private String urlOfInside(String host) {
        return "http://" + host + ":" + inside.target().port() + "/";
    }

    private EndpointId saved(Outbound outbound) {
        return ((CreateEndpointResult.Created) create(outbound, urlOfInside(HOST)))
                .endpoint()
                .id();
    }

    @Test
    void shouldReachAReceiverThatIsAllowed() {
        resolver.put(HOST, "127.0.0.1");
        Outbound outbound = outbound(true);

        PingResult result = outbound.managingEndpoints().ping(ACME, saved(outbound));

        assertThat(result)
                .isInstanceOfSatisfying(
                        PingResult.Pinged.class,
                        pinged -> assertThat(pinged.delivered()).isTrue());
        assertThat(inside.received()).hasSize(1);
    }

    @Test
    void shouldReachNobodyInsideWhenANameIsRebound() {
        Outbound outbound = outbound(false);
        resolver.put(HOST, "203.0.114.7");
        EndpointId endpoint = saved(outbound);
        resolver.put(HOST, "127.0.0.1");

        PingResult result = outbound.managingEndpoints().ping(ACME, endpoint);

        assertThat(result).isEqualTo(new PingResult.Blocked("loopback"));
        assertThat(inside.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "64:ff9b::7f00:1"})
    void shouldReachNobodyWhenOneOfSeveralAddressesIsBad(String bad) {
        Outbound outbound = outbound(false);
        resolver.put(HOST, "203.0.114.7");
        EndpointId endpoint = saved(outbound);
        resolver.put(HOST, "203.0.114.7", bad);

        assertThat(outbound.managingEndpoints().ping(ACME, endpoint)).isInstanceOf(PingResult.Blocked.class);
        assertThat(inside.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "a.localhost", "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]"})
    void shouldSaveNoUrlThatMeansThisMachine(String host) {
        assertThat(create(outbound(false), urlOfInside(host))).isInstanceOf(CreateEndpointResult.Refused.class);
        assertThat(inside.connections()).isZero();
    }
}
