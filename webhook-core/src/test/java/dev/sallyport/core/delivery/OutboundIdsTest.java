package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.event.WebhookId;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutboundIdsTest {

    private static final TenantId ACME = new TenantId("acme");

    @Test
    void shouldDeriveTheSameIdEverywhere() {
        // SHA-256 of "acme\0own-id\0order-1", its first 20 bytes in base32hex, computed apart from this code.
        assertThat(EventId.ofOwnId(ACME, "order-1").value()).isEqualTo("evt_4sqvukfr7pj8kmqcb8g1nfj6a9am94nr");
    }

    @Test
    void shouldDeriveDifferentIdsOfDifferentTenantsKindsAndNames() {
        String name = "wh_" + "0".repeat(32);
        assertThat(Set.of(
                        EventId.ofOwnId(ACME, name),
                        EventId.ofOwnId(ACME, name + "1"),
                        EventId.ofOwnId(new TenantId("acme2"), name),
                        EventId.ofIdempotencyKey(ACME, name),
                        EventId.ofForwarded(ACME, new WebhookId(name)),
                        EventId.ofOperational(ACME, name)))
                .hasSize(6);
    }

    @Test
    void shouldRefuseToDeriveFromAnEmptyName() {
        assertThatIllegalArgumentException().isThrownBy(() -> EventId.ofOwnId(ACME, ""));
    }

    @Test
    void shouldDrawWellFormedIds() {
        Random random = new Random(1);

        assertThat(EventId.drawn(random).value()).matches("evt_[0-9a-v]{32}");
        assertThat(EndpointId.drawn(random).value()).matches("ep_[0-9a-v]{32}");
        assertThat(EventId.drawn(random)).isNotEqualTo(EventId.drawn(random));
    }

    @Test
    void shouldWriteAndReadDeliveryIds() {
        DeliveryId id = new DeliveryId(
                new EventId("evt_" + "0".repeat(31) + "v"), new EndpointId("ep_" + "a".repeat(31) + "b"));

        assertThat(id).hasToString("dlv_" + "0".repeat(31) + "v_" + "a".repeat(31) + "b");
        assertThat(DeliveryId.parse(id.toString())).isEqualTo(id);
        assertThat(DeliveryId.isWellFormed(id.toString())).isTrue();
        assertThat(DeliveryId.isWellFormed(id + "0")).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> DeliveryId.parse("dlv_x"));
    }
}
