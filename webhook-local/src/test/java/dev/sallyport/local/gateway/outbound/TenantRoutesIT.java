package dev.sallyport.local.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantRoutesIT extends OutboundRoutesITBase {

    @Test
    void shouldCreateListAndShowTenants() throws Exception {
        HttpResponse<String> created =
                operator("POST", "/internal/tenants", "{\"id\":\"bravo\",\"name\":\"Bravo Ltd\"}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(json(created)).containsEntry("tenant", "bravo").containsEntry("name", "Bravo Ltd");
        assertThat(code(operator("POST", "/internal/tenants", "{\"id\":\"bravo\"}")))
                .isEqualTo("tenant-exists");

        Map<String, Object> page = json(operator("GET", "/internal/tenants?limit=2", null));
        assertThat(list(page, "tenants"))
                .extracting(tenant -> tenant.get("tenant"))
                .containsExactly("acme", "bravo");
        assertThat(list(json(operator("GET", "/internal/tenants?after=" + page.get("next_after"), null)), "tenants"))
                .extracting(tenant -> tenant.get("tenant"))
                .containsExactly("rival");
        assertThat(operator("GET", "/internal/tenants/nobody", null).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":\"Acme\"}", "{\"id\":\"\"}", "{\"id\":7,\"x\":1}", "[]"})
    void shouldRefuseTenantsThatCannotBe(String body) throws Exception {
        assertThat(operator("POST", "/internal/tenants", body).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldShowAKeyOnceAndListItWithoutItsText() throws Exception {
        Map<String, Object> issued = json(
                operator("POST", "/internal/tenants/acme/keys", "{\"label\":\"ci\",\"scopes\":[\"events:write\"]}"));
        String text = (String) issued.get("api_key");
        assertThat(text).matches("spk_[0-9a-v]{52}");

        HttpResponse<String> listed = operator("GET", "/internal/tenants/acme/keys", null);
        assertThat(listed.body()).doesNotContain(text);
        assertThat(list(json(listed), "keys"))
                .anySatisfy(key -> assertThat(key)
                        .containsEntry("key_id", issued.get("key_id"))
                        .containsEntry("label", "ci")
                        .containsEntry("scopes", List.of("events:write")));
        assertThat(operator("POST", "/internal/tenants/nobody/keys", "{}").statusCode())
                .isEqualTo(404);
        assertThat(operator("POST", "/internal/tenants/acme/keys", "{\"scopes\":[\"all\"]}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldLetKeysOverlapUntilTheOldOneEnds() throws Exception {
        Map<String, Object> old = json(operator("POST", "/internal/tenants/acme/keys", "{}"));
        String path = "/internal/tenants/acme/keys/" + old.get("key_id");

        assertThat(json(operator("DELETE", path + "?at=" + clock.instant().plusSeconds(60), null)))
                .containsEntry("expires_at", clock.instant().plusSeconds(60).toString());
        assertThat(call("GET", "/endpoints", (String) old.get("api_key"), null).statusCode())
                .isEqualTo(200);
        clock.advance(Duration.ofSeconds(60));
        assertThat(call("GET", "/endpoints", (String) old.get("api_key"), null).statusCode())
                .isEqualTo(401);
        assertThat(acme("GET", "/endpoints", null).statusCode()).isEqualTo(200);
        // Another tenant's key is not to be ended under this one's name.
        assertThat(operator("DELETE", path.replace("acme", "rival"), null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldSetRetryPoliciesOfTenantAndTypes() throws Exception {
        Map<String, Object> tenant = json(operator(
                "PUT",
                "/internal/tenants/acme/retry",
                "{\"retry\":{\"attempts\":9},\"retryByType\":{\"invoice_paid.*\":{\"delays\":[\"PT1S\"]}}}"));

        assertThat(tenant).extractingByKey("retry").asString().contains("attempts=9");
        assertThat(tenant)
                .extractingByKey("retry_by_type")
                .asString()
                .contains("invoice_paid.*")
                .contains("delays=[PT1S]");
        assertThat(operator("PUT", "/internal/tenants/acme/retry", "{\"retry\":{\"attempts\":0}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(operator("PUT", "/internal/tenants/nobody/retry", "{}").statusCode())
                .isEqualTo(404);
    }
}
