package dev.sallyport.local.gateway.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantIsolationIT extends OutboundRoutesITBase {

    /** Every path of tenants, with the scope that it needs; {endpoint} and {event} stand for acme's. */
    private static final List<String[]> ROUTES = List.of(
            new String[] {"POST", "/events", "events:write"},
            new String[] {"GET", "/events/{event}", "events:read"},
            new String[] {"GET", "/events/{event}/attempts", "events:read"},
            new String[] {"GET", "/deliveries", "events:read"},
            new String[] {"POST", "/deliveries/requeue", "deliveries:write"},
            new String[] {"GET", "/endpoints", "endpoints:read"},
            new String[] {"POST", "/endpoints", "endpoints:write"},
            new String[] {"GET", "/endpoints/{endpoint}", "endpoints:read"},
            new String[] {"PUT", "/endpoints/{endpoint}", "endpoints:write"},
            new String[] {"PATCH", "/endpoints/{endpoint}", "endpoints:write"},
            new String[] {"POST", "/endpoints/{endpoint}/enable", "endpoints:write"},
            new String[] {"POST", "/endpoints/{endpoint}/disable", "endpoints:write"},
            new String[] {"POST", "/endpoints/{endpoint}/ping", "endpoints:write"},
            new String[] {"POST", "/endpoints/{endpoint}/rotate-secret", "endpoints:write"},
            new String[] {"DELETE", "/endpoints/{endpoint}", "endpoints:write"});

    private static final List<String> SCOPES =
            List.of("events:write", "events:read", "endpoints:write", "endpoints:read", "deliveries:write");

    private String endpoint;
    private String event;

    private String concrete(String template) throws Exception {
        if (endpoint == null) {
            endpoint = (String) endpoint("a.example", "").get("endpoint_id");
            event = event("{\"n\":1}");
        }
        return template.replace("{endpoint}", endpoint).replace("{event}", event);
    }

    @Test
    void shouldKnowNobodyWithoutAValidKey() throws Exception {
        Map<String, Object> issued = json(operator("POST", "/internal/tenants/acme/keys", "{\"label\":\"leaves\"}"));
        String ended = (String) issued.get("api_key");
        String path = "/internal/tenants/acme/keys/" + issued.get("key_id");
        assertThat(call("GET", "/endpoints", ended, null).statusCode()).isEqualTo(200);
        assertThat(operator("DELETE", path, null).statusCode()).isEqualTo(200);

        for (String[] route : ROUTES) {
            for (String key : new String[] {null, "", "spk_", "x", acmeKey + "0", acmeKey.toUpperCase(), ended}) {
                HttpResponse<String> response = call(route[0], concrete(route[1]), key, null);
                assertThat(response.statusCode())
                        .as("%s %s with %s", route[0], route[1], key)
                        .isEqualTo(401);
                assertThat(code(response)).isEqualTo("api-key");
                assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            }
        }
    }

    @Test
    void shouldLetAKeyDoNothingBeyondItsScope() throws Exception {
        for (String[] route : ROUTES) {
            for (String scope : SCOPES) {
                if (scope.equals(route[2])) {
                    continue;
                }
                String key = (String)
                        json(operator("POST", "/internal/tenants/acme/keys", "{\"scopes\":[\"" + scope + "\"]}"))
                                .get("api_key");
                HttpResponse<String> response = call(route[0], concrete(route[1]), key, "{}");
                assertThat(response.statusCode())
                        .as("%s %s with %s", route[0], route[1], scope)
                        .isEqualTo(403);
                assertThat(json(response)).containsEntry("detail", "the API key lacks the scope " + route[2]);
            }
        }
    }

    @Test
    void shouldHideFromATenantWhatIsAnothers() throws Exception {
        for (String[] route : ROUTES) {
            String path = concrete(route[1]);
            if (!path.contains(endpoint) && !path.contains(event)) {
                continue;
            }
            String body = "{\"url\":\"https://stolen.example/\"}";
            HttpResponse<String> theirs = call(route[0], path, rivalKey, body);
            HttpResponse<String> nobodys = call(
                    route[0],
                    path.replace(endpoint, "ep_" + "0".repeat(32)).replace(event, "evt_" + "0".repeat(32)),
                    rivalKey,
                    body);
            assertThat(theirs.statusCode()).as("%s %s", route[0], route[1]).isEqualTo(404);
            assertThat(theirs.body()).isEqualTo(nobodys.body());
        }
        assertThat(json(call("GET", "/deliveries?endpoint=" + endpoint, rivalKey, null)))
                .containsEntry("deliveries", List.of());
        assertThat(json(call("GET", "/endpoints", rivalKey, null))).containsEntry("endpoints", List.of());
        assertThat(call("GET", "/deliveries?tenant=acme", rivalKey, null).statusCode())
                .isEqualTo(400);
        // All is as it was.
        assertThat(json(acme("GET", "/endpoints/" + endpoint, null)))
                .containsEntry("url", "https://a.example/hook")
                .containsEntry("enabled", true);
    }

    @Test
    void shouldKeepOperatorsPathsFromTenants() throws Exception {
        for (String path : List.of("/internal/tenants", "/internal/deliveries", "/internal/tenants/acme/keys")) {
            assertThat(call("GET", path, acmeKey, null, "X-Forwarded-For", "203.0.113.1")
                            .statusCode())
                    .isEqualTo(403);
        }
    }
}
