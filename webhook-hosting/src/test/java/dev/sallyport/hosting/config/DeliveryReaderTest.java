package dev.sallyport.hosting.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sallyport.core.delivery.AddressBlock;
import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.PortRange;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.HealthPolicy;
import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.retry.Backoff;
import dev.sallyport.core.retry.Jitter;
import dev.sallyport.core.retry.RetryPolicy;
import dev.sallyport.hosting.config.ForwardingRule.Form;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryReaderTest {

    private static final String PROVIDER = "providers:\n  stripe: { scheme: stripe, secrets: [env:A] }\n";

    private final ConfigReader reader = new ConfigReader(Set.of("stripe"));

    private GatewayConfig read(String yaml) throws ConfigRefusedException {
        return reader.read("sallyport.yaml", PROVIDER + yaml);
    }

    private List<String> problems(String yaml) {
        ConfigRefusedException refused = catchThrowableOfType(ConfigRefusedException.class, () -> read(yaml));
        return refused.problems().stream().map(ConfigProblem::toString).toList();
    }

    @Test
    void shouldReadEverythingAboutDelivery() throws ConfigRefusedException {
        DeliveryConfig delivery = read("""
                delivery:
                  targets: { allowHttp: true, allowLoopback: true, ports: [ 443, 8000-8999 ], refuse: [ 198.51.100.0/24 ] }
                  retry: { delays: [ PT10S, PT1M ], jitter: none, retryAfterCap: PT10M }
                  timeout: PT20S
                  health: { failuresToOpen: 5, firstPause: PT10S, longestPause: PT5M, disableAfter: P2D }
                  retention: { delivered: P10D, dead: P5D }
                  limits: { inFlight: 2000, endpointsPerTenant: 50 }
                  tenants:
                    acme: { name: Acme Ltd, retry: { attempts: 9 }, retryByType: { "invoice.*": { first: PT5S } } }
                """).delivery();

        assertThat(delivery.targets().allowHttp()).isTrue();
        assertThat(delivery.targets().allowLoopback()).isTrue();
        assertThat(delivery.targets().ports()).containsExactly(PortRange.only(443), new PortRange(8000, 8999));
        assertThat(delivery.targets().refusedBlocks()).containsExactly(AddressBlock.parse("198.51.100.0/24"));
        assertThat(delivery.retry())
                .isEqualTo(RetryPolicy.builder()
                        .attempts(3)
                        .backoff(Backoff.listed(Duration.ofSeconds(10), Duration.ofMinutes(1)))
                        .jitter(Jitter.none())
                        .hintCap(Duration.ofMinutes(10))
                        .build());
        assertThat(delivery.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(delivery.health())
                .isEqualTo(new HealthPolicy(5, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofDays(2)));
        assertThat(delivery.retention()).isEqualTo(new RetentionPolicy(Duration.ofDays(10), Duration.ofDays(5)));
        assertThat(delivery.inFlight()).isEqualTo(2000);
        assertThat(delivery.endpointsPerTenant()).isEqualTo(50);
        TenantConfig acme = delivery.tenants().get(new TenantId("acme"));
        assertThat(acme.name()).isEqualTo("Acme Ltd");
        assertThat(acme.retry())
                .isEqualTo(RetryPolicy.builder()
                        .from(RetryPolicy.ofDeliveries())
                        .attempts(9)
                        .build());
        assertThat(acme.retryByType().get(new EventTypePattern("invoice.*")).backoff())
                .isEqualTo(Backoff.exponential(Duration.ofSeconds(5)));
    }

    @Test
    void shouldUseTheCoresPolicyWhereNothingIsSaid() throws ConfigRefusedException {
        assertThat(read("delivery: { retry: {} }").delivery()).isEqualTo(DeliveryConfig.defaults());
    }

    @Test
    void shouldReadForwardingRules() throws ConfigRefusedException {
        List<ForwardingRule> rules = read("""
                forward:
                  - { from: stripe, types: [ "invoice.*" ], filter: { amount: [ 5, "5", true, null ] }, to: acme }
                  - { from: stripe, to: bravo, body: envelope }
                """).forwarding();

        assertThat(rules).hasSize(2);
        assertThat(rules.getFirst().filter()).isEqualTo("{\"amount\":[5,\"5\",true,null]}");
        assertThat(rules.getFirst().form()).isEqualTo(Form.ORIGINAL);
        assertThat(rules.getFirst().isAbout(new ProviderId("stripe"), new EventType("invoice.paid")))
                .isTrue();
        assertThat(rules.getFirst().isAbout(new ProviderId("stripe"), new EventType("refund")))
                .isFalse();
        assertThat(rules.getFirst().isAbout(new ProviderId("github"), new EventType("invoice.paid")))
                .isFalse();
        assertThat(rules.getLast().isAbout(new ProviderId("stripe"), new EventType("refund")))
                .isTrue();
        assertThat(rules.getLast().form()).isEqualTo(Form.ENVELOPE);
        assertThat(rules.getLast().to()).isEqualTo(new TenantId("bravo"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delivery: { target: {} }                        | 3:13: 'target' is not known in 'delivery' of a configuration: did you mean 'targets'?
            delivery: { timeout: PT2M }                     | 3:22: 'timeout' must be from PT1S to PT1M
            delivery: { timeout: 5s }                       | 3:22: 'timeout' must be a duration: write PT5S
            delivery: { targets: { ports: [ 9000-8000 ] } } | 3:33: a range of ports goes up, within 1 to 65535: for example 8000-8999
            delivery: { targets: { refuse: [ home ] } }     | 3:34: an address block is written address/bits, for example 203.0.113.0/24
            delivery: { limits: { inFlight: 0 } }           | 3:33: 'inFlight' must be a whole number from 1 to 100000
            delivery: { health: { firstPause: PT1H } }      | 3:35: 'firstPause' must not be longer than 'longestPause', PT15M
            delivery: { tenants: { Acme: {} } }             | 3:24: a tenant's id is 1 to 64 of a-z, 0-9 and '-', beginning with a letter or digit
            forward: { from: stripe }                       | 3:10: 'forward' must be a list of rules: write forward: [ { from: stripe, to: acme } ]
            forward: [ { from: strip, to: acme } ]          | 3:20: no provider 'strip' is configured: did you mean 'stripe'?
            forward: [ { from: stripe } ]                   | 3:12: the rule does not say to which tenant it forwards: write forward: [ { from: stripe, to: acme } ]
            forward: [ { from: stripe, to: acme, body: x } ] | 3:44: 'x' is not a choice for 'body': known are envelope, original
            forward: [ { from: stripe, to: acme, filter: x } ] | 3:46: 'filter' must be a section, such as { type: [ charge ] }
            """)
    void shouldRefuseWithPlaceAndRemedy(String yaml, String message) {
        assertThat(problems(yaml)).containsExactly("sallyport.yaml:" + message);
    }
}
