package dev.sallyport.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderingKeyTest {

    private static final ProviderId ACME = new ProviderId("acme");
    private static final ProviderId LONG_NAME = new ProviderId("p".repeat(64));

    @Nested
    class Form {

        @Test
        void shouldAcceptEveryCharacterThatTheQueueAccepts() {
            String accepted = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
                    + "abcdefghijklmnopqrstuvwxyz{|}~";

            assertThat(new OrderingKey(accepted).value()).isEqualTo(accepted);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a b", "a\n", "a\tb", "ä", "\u0000", "a\u007f"})
        void shouldRefuseOthers(String value) {
            assertThatThrownBy(() -> new OrderingKey(value)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void shouldAccept128CharactersAndNoMore() {
            assertThat(OrderingKey.isWellFormed("k".repeat(128))).isTrue();
            assertThat(OrderingKey.isWellFormed("k".repeat(129))).isFalse();
        }
    }

    @Nested
    class OfProvider {

        @Test
        void shouldBeItsName() {
            assertThat(OrderingKey.ofProvider(ACME).value()).isEqualTo("acme");
        }
    }

    @Nested
    class OfWebhook {

        @Test
        void shouldHoldItsId() {
            WebhookId webhook = WebhookId.ofEvent(ACME, "evt_1");

            assertThat(OrderingKey.ofWebhook(ACME, webhook).value()).isEqualTo("acme/~" + webhook.value());
        }

        @Test
        void shouldFitTheLongestProvider() {
            assertThat(OrderingKey.ofWebhook(LONG_NAME, WebhookId.ofEvent(LONG_NAME, "1"))
                            .value())
                    .hasSize(101);
        }
    }

    @Nested
    class OfEntity {

        @Test
        void shouldHoldTheEntityAsItIs() {
            assertThat(OrderingKey.ofEntity(ACME, "cus_1/eu~2").value()).isEqualTo("acme/cus_1/eu~2");
        }

        @Test
        void shouldHoldTheLongestEntityThatFits() {
            assertThat(OrderingKey.ofEntity(ACME, "e".repeat(123)).value()).isEqualTo("acme/" + "e".repeat(123));
        }

        @Test
        void shouldHashWhatDoesNotFit() {
            // echo -n ' ' | iconv -t UTF-16BE | sha256sum | cut -c1-48
            assertThat(OrderingKey.ofEntity(ACME, " ").value()).isEqualTo("acme/~sha256-" + SPACE);
            assertThat(OrderingKey.ofEntity(ACME, "e".repeat(124)).value()).startsWith("acme/~sha256-");
            assertThat(OrderingKey.ofEntity(LONG_NAME, "e".repeat(100_000)).value())
                    .hasSize(121);
        }

        @Test
        void shouldKeepDifferentEntitiesApart() {
            WebhookId webhook = WebhookId.ofEvent(ACME, "evt_1");
            String longName = "e".repeat(200);
            String hashOfSpace = "~sha256-" + SPACE;
            List<String> entities = List.of(
                    " ",
                    "  ",
                    "a",
                    "A",
                    "ä",
                    "a\u0308",
                    "?",
                    "\ud800",
                    "\ud801",
                    "\ufffd",
                    "\u0000",
                    longName,
                    longName + "e",
                    hashOfSpace,
                    "~" + webhook.value(),
                    "/",
                    "//");

            Set<OrderingKey> keys = new HashSet<>();
            entities.forEach(entity -> keys.add(OrderingKey.ofEntity(ACME, entity)));
            keys.add(OrderingKey.ofProvider(ACME));
            keys.add(OrderingKey.ofWebhook(ACME, webhook));

            assertThat(keys).hasSize(entities.size() + 2);
        }

        @Test
        void shouldKeepProvidersApart() {
            assertThat(OrderingKey.ofEntity(ACME, " "))
                    .isNotEqualTo(OrderingKey.ofEntity(new ProviderId("acme2"), " "));
        }

        @Test
        void shouldRefuseAnEmptyEntity() {
            assertThatThrownBy(() -> OrderingKey.ofEntity(ACME, "")).hasMessage("entity must not be empty");
        }
    }

    private static final String SPACE = "474f2af47544e9c7ce4338cabd43c5ca1c26432b7300ce38";
}
