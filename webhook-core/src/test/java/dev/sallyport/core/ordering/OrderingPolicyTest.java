package dev.sallyport.core.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import org.junit.jupiter.api.Test;

class OrderingPolicyTest {

    private static final ProviderId ACME = new ProviderId("acme");
    private static final WebhookId FIRST = WebhookId.ofEvent(ACME, "evt_1");
    private static final WebhookId SECOND = WebhookId.ofEvent(ACME, "evt_2");

    @Test
    void shouldOrderEverythingOfAProvider() {
        OrderingPolicy policy = OrderingPolicy.byProvider();

        assertThat(policy.keyFor(ACME, FIRST, null)).isEqualTo(new OrderingKey("acme"));
        assertThat(policy.keyFor(ACME, SECOND, "cus_1")).isEqualTo(new OrderingKey("acme"));
    }

    @Test
    void shouldOrderEachEntityForItself() {
        OrderingPolicy policy = OrderingPolicy.byEntity("/data/customer");

        assertThat(policy.keyFor(ACME, FIRST, "cus_1")).isEqualTo(new OrderingKey("acme/cus_1"));
        assertThat(policy.keyFor(ACME, SECOND, "cus_1")).isEqualTo(new OrderingKey("acme/cus_1"));
        assertThat(policy.keyFor(ACME, SECOND, "cus_2")).isEqualTo(new OrderingKey("acme/cus_2"));
        assertThat(OrderingPolicy.byCatalogueEntity().keyFor(ACME, FIRST, "cus_1"))
                .isEqualTo(new OrderingKey("acme/cus_1"));
    }

    @Test
    void shouldOrderWhatNamesNoEntityByItsProvider() {
        OrderingPolicy policy = OrderingPolicy.byEntity("/data/customer");

        assertThat(policy.keyFor(ACME, FIRST, null)).isEqualTo(new OrderingKey("acme"));
        assertThat(policy.keyFor(ACME, SECOND, "")).isEqualTo(new OrderingKey("acme"));
    }

    @Test
    void shouldOrderNothingWhenUnordered() {
        OrderingPolicy policy = OrderingPolicy.unordered();

        assertThat(policy.keyFor(ACME, FIRST, "cus_1")).isEqualTo(new OrderingKey("acme/~" + FIRST));
        assertThat(policy.keyFor(ACME, SECOND, "cus_1")).isEqualTo(new OrderingKey("acme/~" + SECOND));
    }

    @Test
    void shouldRefuseAPointerWithoutSlash() {
        assertThatThrownBy(() -> OrderingPolicy.byEntity("data.customer")).hasMessage("pointer must begin with '/'");
    }
}
