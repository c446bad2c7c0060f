package dev.sallyport.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.port.out.WebhookHandler.HandlerFailedException;
import dev.sallyport.local.Eventually;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Redrive and replay over HTTP, of webhooks that an application's handler failed to handle. */
class GatewayRepairingIT extends GatewayITBase {

    /** The providers whose webhooks the handler fails; its author mends it by taking them out. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    @BeforeEach
    @Override
    void start() throws Exception {
        failing.add("frail");
        handler = (webhook, payloads) -> {
            if (failing.contains(webhook.provider().value())) {
                throw new HandlerFailedException("no-such-customer");
            }
        };
        super.start();
    }

    private String acceptFrail(String body) throws Exception {
        return accept(signed("generic", "acme-secret", base + "/webhooks/frail", body));
    }

    private List<String> acceptFrail(int webhooks) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < webhooks; i++) {
            ids.add(acceptFrail("{\"n\":" + i + "}"));
        }
        return ids;
    }

    /** Starts a run and returns it at its end. */
    private Map<String, Object> run(String kind, String body) throws Exception {
        HttpResponse<String> started = post("/internal/" + kind, body);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        Map<String, Object> run = json(started);
        assertThat(run).containsEntry("kind", kind).containsEntry("state", "RUNNING");
        assertThat(started.headers().firstValue("Location")).contains("/internal/runs/" + run.get("run_id"));
        Object id = run.get("run_id");
        return Eventually.see(
                () -> json(get("/internal/runs/" + id)),
                now -> !now.get("state").equals("RUNNING"));
    }

    @Nested
    class DeadLetters {

        @Test
        void shouldShowWhoFailedAndWhereTheLetterLies() throws Exception {
            String id = acceptFrail("{\"n\":1}");
            awaitStatus("DEAD", 1);

            Map<String, Object> record = json(get("/internal/webhooks/" + id));

            assertThat(record)
                    .containsEntry("status", "DEAD")
                    .containsEntry("death_reason", "handler-failed")
                    .hasEntrySatisfying(
                            "dead_letter_key",
                            key -> assertThat(key.toString())
                                    .matches("dead-letters/\\d{4}-\\d{2}-\\d{2}/" + id + "\\.json"));
            assertThat(list(record, "failures"))
                    .singleElement()
                    .satisfies(failure -> assertThat(failure)
                            .containsEntry("attempt", 1L)
                            .containsEntry("kind", "handler")
                            .containsEntry("code", "no-such-customer"));
        }

        @Test
        void shouldBeListedByReason() throws Exception {
            acceptFrail(2);
            accept(acme("{\"n\":1}"));
            awaitStatus("DEAD", 2);

            assertThat(list(json(get("/internal/webhooks?reason=handler-failed")), "webhooks"))
                    .hasSize(2)
                    .allSatisfy(record -> assertThat(record).containsEntry("provider", "frail"));
            assertThat(list(json(get("/internal/webhooks?status=DEAD&reason=too-old")), "webhooks"))
                    .isEmpty();
            assertThat(get("/internal/webhooks?reason=bad-luck").body())
                    .contains("'reason' must be one of handler-failed, pipeline-failed, too-old");
            assertThat(get("/internal/webhooks?status=PROCESSED&reason=too-old").statusCode())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Redriving {

        @Test
        void shouldOnlyCountInADryRun() throws Exception {
            acceptFrail(3);
            awaitStatus("DEAD", 3);
            failing.clear();

            Map<String, Object> run = run("redrive", "{\"provider\":\"frail\",\"dryRun\":true}");

            assertThat(run)
                    .containsEntry("state", "DONE")
                    .containsEntry("dry_run", true)
                    .containsEntry("visited", 3L)
                    .containsEntry("repaired", 3L);
            assertThat(list(json(get("/internal/webhooks?status=DEAD")), "webhooks"))
                    .hasSize(3);
            assertThat(awaitPublished(0)).isEmpty();
        }

        @Test
        void shouldPublishUnderTheSameIdsInOrder() throws Exception {
            List<String> ids = acceptFrail(3);
            awaitStatus("DEAD", 3);
            failing.clear();

            Map<String, Object> run = run("redrive", "{\"reason\":\"handler-failed\"}");

            assertThat(run).containsEntry("repaired", 3L).containsEntry("skipped", 0L);
            assertThat(awaitPublished(3))
                    .extracting(event -> event.get("webhook_id"))
                    .containsExactlyElementsOf(List.<Object>copyOf(ids));
            awaitStatus("PROCESSED", 3);
            assertThat(json(get("/internal/webhooks/" + ids.getFirst())))
                    .containsEntry("failures", List.of())
                    .doesNotContainKey("death_reason")
                    .doesNotContainKey("dead_letter_key");
        }

        @Test
        void shouldTakeTheWebhooksThatAreNamedAndLeaveThoseThatAreNotDead() throws Exception {
            List<String> dead = acceptFrail(2);
            String processed = accept(acme("{\"n\":1}"));
            awaitStatus("DEAD", 2);
            awaitStatus("PROCESSED", 1);
            failing.clear();

            Map<String, Object> run = run(
                    "redrive", "{\"ids\":[\"%s\",\"%s\",\"wh_%s\"]}".formatted(dead.get(1), processed, "0".repeat(32)));

            assertThat(run)
                    .containsEntry("visited", 3L)
                    .containsEntry("repaired", 1L)
                    .containsEntry("skipped", 1L)
                    .containsEntry("failed", 1L);
            awaitStatus("PROCESSED", 2);
            assertThat(list(json(get("/internal/webhooks?status=DEAD")), "webhooks"))
                    .extracting(record -> record.get("webhook_id"))
                    .containsExactly(dead.get(0));
        }

        @Test
        void shouldSayHowManyItExpectsWhereThatIsKnown() throws Exception {
            acceptFrail(2);
            awaitStatus("DEAD", 2);

            assertThat(json(post("/internal/redrive", "{\"all\":true,\"dryRun\":true}")))
                    .containsEntry("expected", 2L);
            assertThat(json(post("/internal/replay", "{\"provider\":\"frail\",\"dryRun\":true}")))
                    .containsEntry("expected", 0L);
            assertThat(json(post("/internal/redrive", "{\"to\":\"2100-01-01T00:00:00Z\",\"dryRun\":true}")))
                    .doesNotContainKey("expected");
        }
    }

    @Nested
    class Replaying {

        @Test
        void shouldPublishOnceMoreMarkedAsAReplay() throws Exception {
            String first = accept(acme("{\"n\":1}"));
            String second = accept(acme("{\"n\":2}"));
            acceptFrail(1);
            awaitStatus("PROCESSED", 2);
            Map<String, Object> before = json(get("/internal/webhooks/" + first));

            Map<String, Object> run = run("replay", "{\"from\":\"2020-01-01T00:00:00Z\"}");

            assertThat(run).containsEntry("repaired", 2L).containsEntry("visited", 2L);
            List<Map<String, Object>> published = awaitPublished(4);
            assertThat(published)
                    .extracting(event -> event.get("webhook_id"))
                    .containsExactly(first, second, first, second);
            assertThat(published).extracting(event -> event.get("replay")).containsExactly(false, false, true, true);
            assertThat(json(get("/internal/webhooks/" + first))).isEqualTo(before);
        }
    }

    @Nested
    class Runs {

        @Test
        void shouldBeListedLatestFirst() throws Exception {
            Object first = run("redrive", "{\"all\":true}").get("run_id");
            Object second = run("replay", "{\"status\":\"PROCESSED\"}").get("run_id");

            assertThat(list(json(get("/internal/runs")), "runs"))
                    .extracting(run -> run.get("run_id"))
                    .containsExactly(second, first);
        }

        @Test
        void shouldEndWhenCancelled() throws Exception {
            // One each second: more seconds than it takes to cancel on a busy machine.
            for (int i = 0; i < 30; i++) {
                accept(acme("{\"n\":" + i + "}"));
            }
            awaitStatus("PROCESSED", 30);
            Object id = json(post("/internal/replay", "{\"all\":true,\"perSecond\":1}"))
                    .get("run_id");

            Map<String, Object> cancelled = json(post("/internal/runs/" + id + "/cancel", ""));

            assertThat(cancelled).containsEntry("state", "CANCELLED");
            assertThat(json(get("/internal/runs/" + id))).isEqualTo(cancelled);
        }

        @Test
        void shouldSayWhatIsWrongWithARequest() throws Exception {
            for (String body : List.of(
                    "",
                    "[]",
                    "{}",
                    "{\"al\":true}",
                    "{\"all\":false}",
                    "{\"all\":true,\"provider\":\"acme\"}",
                    "{\"ids\":[]}",
                    "{\"ids\":\"wh_1\"}",
                    "{\"ids\":[\"wh_1\"]}",
                    "{\"ids\":[\"wh_" + "0".repeat(32) + "\"],\"all\":true}",
                    "{\"provider\":\"A\"}",
                    "{\"provider\":7}",
                    "{\"status\":\"done\"}",
                    "{\"reason\":\"bad-luck\"}",
                    "{\"from\":\"yesterday\"}",
                    "{\"all\":true,\"dryRun\":\"yes\"}",
                    "{\"all\":true,\"perSecond\":0}")) {
                HttpResponse<String> response = post("/internal/redrive", body);
                assertThat(response.statusCode()).as(body).isEqualTo(400);
                assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(response.body()).as(body).contains("urn:sallyport:problem:bad-parameter");
            }
            assertThat(list(json(get("/internal/runs")), "runs")).isEmpty();
            for (String id : List.of("run_0000000000000000", "nonsense")) {
                assertThat(get("/internal/runs/" + id).statusCode()).isEqualTo(404);
                assertThat(post("/internal/runs/" + id + "/cancel", "").statusCode())
                        .isEqualTo(404);
            }
            assertThat(get("/internal/redrive").statusCode()).isEqualTo(405);
        }

        @Test
        void shouldBeForOperatorsOnly() throws Exception {
            String all = "{\"all\":true}";
            assertThat(post("/internal/redrive", all, "X-Forwarded-For", "203.0.113.1")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post("/internal/replay", all, "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(get("/internal/runs", "X-Forwarded-For", "203.0.113.1").statusCode())
                    .isEqualTo(403);
            assertThat(post("/internal/redrive", all, "Origin", base).statusCode())
                    .isEqualTo(202);
        }
    }
}
