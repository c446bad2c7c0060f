package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.WebhookId;
import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void shouldBeTheFirstTwelveDigitsOfAnId() {
        assertThat(Address.of(new WebhookId("wh_00000000000100000000000000000000")))
                .isEqualTo(1);
        assertThat(Address.of(new WebhookId("wh_vvvvvvvvvvvv00000000000000000000")))
                .isEqualTo((1L << 60) - 1);
        assertThat(Address.of(new WebhookId("wh_000000000010vvvvvvvvvvvvvvvvvvvv")))
                .isEqualTo(32);
    }

    @Test
    void shouldBeThatOfTheIdForAKeyThatEndsInOne() {
        WebhookId id = StoreFixture.id(1);

        assertThat(Address.of(ArchiveKey.ofWebhook(StoreFixture.ACME, id, StoreFixture.NOON)))
                .isEqualTo(Address.of(id));
        assertThat(Address.of(new ArchiveKey(id + ".json"))).isEqualTo(Address.of(id));
    }

    @Test
    void shouldBeADigestOfAnyOtherKey() {
        // The first 60 bits of SHA-256("abc"), ba7816bf 8f01cfea (FIPS 180-4, example).
        assertThat(Address.of(new ArchiveKey("abc"))).isEqualTo(0xba7816bf8f01cfeL);
        assertThat(Address.of(new ArchiveKey("wh_too-short.json"))).isBetween(0L, (1L << 60) - 1);
    }
}
