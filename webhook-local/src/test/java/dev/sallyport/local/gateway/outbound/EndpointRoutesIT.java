package dev.sallyport.local.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.testkit.memory.InMemoryHttpSender;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EndpointRoutesIT {

    private static final String EVERYTHING = """
            {"url":"https://a.example/hook","description":"all","eventTypes":["invoice.*"],
             "payloadFilter":{"data":{"currency":["eur",null]}},"headers":{"X-Team":"billing"},
             "signatures":["standard-webhooks","stripe"],"stripeHeader":"Acme-Signature",
             "retry":{"delays":["PT1S","PT10S"],"jitter":"none","maximumAge":"PT1H"},"clientErrors":"give-up",
             "timeout":"PT5S","rateLimit":{"attempts":100,"period":"PT1M"},"maxInFlight":7,"ordered":true}""";

    @Nested
    class Creating extends OutboundRoutesITBase {

        @Test
        void shouldShowTheSecretOnceAndNoHeadersValueEver() throws Exception {
            HttpResponse<String> response = acme("POST", "/endpoints", EVERYTHING);

            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            Map<String, Object> created = json(response);
            assertThat(created.get("secret")).asString().startsWith("whsec_");
            String shown = acme("GET", "/endpoints/" + created.get("endpoint_id"), null)
                    .body();
            assertThat(shown).doesNotContain("whsec_").doesNotContain("billing");
            assertThat(shown)
                    .contains("\"payload_filter\":{\"data\":{\"currency\":[\"eur\",null]}}")
                    .contains("\"header_names\":[\"X-Team\"]")
                    .contains("\"delays\":[\"PT1S\",\"PT10S\"]")
                    .contains("\"attempts\":3")
                    .contains("\"max_in_flight\":7");
            assertThat(list(json(acme("GET", "/endpoints", null)), "endpoints")).hasSize(1);
        }

        @Test
        void shouldShowThePublicHalfOfAPair() throws Exception {
            Map<String, Object> created = endpoint("a.example", ",\"secretKind\":\"ed25519\"");

            assertThat(created.get("public_key")).asString().matches("whpk_[A-Za-z0-9+/]{43}=");
            assertThat(created).doesNotContainKey("secret");
        }

        @Test
        void shouldSayAllThatIsWrongAtOnce() throws Exception {
            HttpResponse<String> response = acme(
                    "POST",
                    "/endpoints",
                    "{\"eventType\":[],\"timeout\":\"90s\",\"rateLimit\":{\"period\":\"PT1S\"},\"ordered\":\"yes\"}");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(list(json(response), "problems"))
                    .extracting(problem -> problem.get("field"))
                    .containsExactly("/eventType", "", "/timeout", "/rateLimit", "/ordered");
            assertThat(response.body()).contains("eventTypes").contains("write PT90S");
        }

        @Test
        void shouldRefuseTargetsThatDeliveriesMayNotGoTo() throws Exception {
            HttpResponse<String> response =
                    acme("POST", "/endpoints", "{\"url\":\"https://127.0.0.1/\",\"headers\":{\"Host\":\"x\"}}");

            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(list(json(response), "problems"))
                    .extracting(problem -> problem.get("field") + " " + problem.get("code"))
                    .containsExactly("/url loopback", "/headers reserved-header");
        }

        @Test
        void shouldRefuseMoreThanATenantMayHave() throws Exception {
            for (int i = 0; i < 5; i++) {
                endpoint("a.example", "");
            }
            HttpResponse<String> response = acme("POST", "/endpoints", "{\"url\":\"https://a.example/\"}");
            assertThat(response.statusCode()).isEqualTo(409);
            assertThat(code(response)).isEqualTo("too-many-endpoints");
        }
    }

    @Nested
    class Changing extends OutboundRoutesITBase {

        @Test
        void shouldTakeBackWhatItAnswered() throws Exception {
            HttpResponse<String> created = acme("POST", "/endpoints", EVERYTHING);
            String path = "/endpoints/" + json(created).get("endpoint_id");
            String shown = acme("GET", path, null).body();

            HttpResponse<String> replaced = acme("PUT", path, shown);

            assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
            assertThat(replaced.body()).isEqualTo(shown);
        }

        @Test
        void shouldReplaceTheWholeOrOnlyWhatIsNamed() throws Exception {
            String path =
                    "/endpoints/" + json(acme("POST", "/endpoints", EVERYTHING)).get("endpoint_id");

            Map<String, Object> patched = json(
                    acme("PATCH", path, "{\"event_types\":[\"refund.*\"],\"payloadFilter\":null,\"maxInFlight\":9}"));
            assertThat(patched)
                    .containsEntry("event_types", List.of("refund.*"))
                    .containsEntry("max_in_flight", 9L)
                    .containsEntry("ordered", true)
                    .containsEntry("header_names", List.of("X-Team"))
                    .doesNotContainKey("payload_filter");
            Map<String, Object> replaced = json(acme("PUT", path, "{\"url\":\"https://b.example/\",\"headers\":{}}"));
            assertThat(replaced)
                    .containsEntry("event_types", List.of())
                    .containsEntry("max_in_flight", 50L)
                    .containsEntry("ordered", false)
                    .containsEntry("header_names", List.of());
            assertThat(acme("PATCH", path, "{\"url\":null}").statusCode()).isEqualTo(400);
            assertThat(acme("PATCH", path, "{\"url\":\"http://b.example/\"}").statusCode())
                    .isEqualTo(422);
        }

        @Test
        void shouldLoseNoneOfManyChangesAtOnce() throws Exception {
            String path = "/endpoints/" + endpoint("a.example", "").get("endpoint_id");
            List<String> changes = List.of(
                    "{\"description\":\"all\"}",
                    "{\"eventTypes\":[\"invoice.*\"]}",
                    "{\"payloadFilter\":{\"a\":[1]}}",
                    "{\"timeout\":\"PT3S\"}",
                    "{\"rateLimit\":{\"attempts\":7,\"period\":\"PT1M\"}}",
                    "{\"maxInFlight\":9}",
                    "{\"ordered\":true}",
                    "{\"clientErrors\":\"give-up\"}");

            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<HttpResponse<String>> answer : threads.invokeAll(changes.stream()
                        .<Callable<HttpResponse<String>>>map(change -> () -> acme("PATCH", path, change))
                        .toList())) {
                    assertThat(answer.get().statusCode()).isEqualTo(200);
                }
            }

            assertThat(json(acme("GET", path, null)))
                    .containsEntry("description", "all")
                    .containsEntry("event_types", List.of("invoice.*"))
                    .containsEntry("timeout", "PT3S")
                    .containsEntry("max_in_flight", 9L)
                    .containsEntry("ordered", true)
                    .containsEntry("client_errors", "give-up")
                    .containsKeys("payload_filter", "rate_limit");
        }

        @Test
        void shouldDisableEnableAndDelete() throws Exception {
            String path = "/endpoints/" + endpoint("a.example", "").get("endpoint_id");

            assertThat(json(acme("POST", path + "/disable", null))).containsEntry("enabled", false);
            assertThat(json(acme("POST", path + "/enable", null)))
                    .containsEntry("enabled", true)
                    .containsEntry("missed_since", clock.instant().toString());
            HttpResponse<String> deleted = acme("DELETE", path, null);
            assertThat(deleted.statusCode()).isEqualTo(204);
            assertThat(deleted.body()).isEmpty();
            assertThat(acme("GET", path, null).statusCode()).isEqualTo(404);
            assertThat(acme("DELETE", path, null).statusCode()).isEqualTo(404);
        }

        @Test
        void shouldRotateTheSecretWithOverlap() throws Exception {
            Map<String, Object> created = endpoint("a.example", "");
            String path = "/endpoints/" + created.get("endpoint_id");

            Map<String, Object> rotated = json(acme("POST", path + "/rotate-secret", "{\"overlap\":\"PT1H\"}"));

            assertThat(rotated.get("secret")).asString().startsWith("whsec_").isNotEqualTo(created.get("secret"));
            assertThat(list(rotated, "secrets"))
                    .extracting(secret -> secret.get("expires_at"))
                    .containsExactly(clock.instant().plusSeconds(3600).toString(), null);
            assertThat(list(json(acme("POST", path + "/rotate-secret", "{\"overlap\":\"PT0S\"}")), "secrets"))
                    .hasSize(1);
            assertThat(acme("POST", path + "/rotate-secret", "{\"overlap\":\"P8D\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(acme("POST", path + "/rotate-secret", "{\"secret\":\"short\"}")
                            .statusCode())
                    .isEqualTo(422);
        }

        @Test
        void shouldPing() throws Exception {
            String path = "/endpoints/" + endpoint("a.example", "").get("endpoint_id") + "/ping";

            assertThat(acme("POST", path, null).body())
                    .isEqualTo("{\"delivered\":true,\"latency_ms\":0,\"status\":200,\"error_class\":null,"
                            + "\"response_excerpt\":\"\",\"response_truncated\":false}");
            sender.on("a.example", InMemoryHttpSender.failure(DeliveryError.TLS_FAILURE));
            assertThat(json(acme("POST", path, null)))
                    .containsEntry("delivered", false)
                    .containsEntry("error_class", "tls-failure");
        }
    }

    @Nested
    class Reencrypting extends OutboundRoutesITBase {

        @Test
        void shouldSealAnewWhatAnOlderKeySealed() throws Exception {
            endpoint("a.example", "");
            endpoint("b.example", ",\"headers\":{\"X-A\":\"b\"}");
            cipher.rotate();

            Map<String, Object> first = json(operator("POST", "/internal/endpoints/reencrypt", "{\"limit\":1}"));
            assertThat(first).containsEntry("reencrypted", 1L).containsEntry("failed", 0L);
            assertThat(json(operator(
                            "POST",
                            "/internal/endpoints/reencrypt",
                            "{\"after\":\"" + first.get("next_after") + "\"}")))
                    .containsEntry("reencrypted", 1L);
            assertThat(json(operator("POST", "/internal/endpoints/reencrypt", "{}")))
                    .containsEntry("reencrypted", 0L);
        }
    }
}
