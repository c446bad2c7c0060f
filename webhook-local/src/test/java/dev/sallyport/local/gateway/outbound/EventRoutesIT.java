package dev.sallyport.local.gateway.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.memory.InMemoryHttpSender;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRoutesIT {

    @Nested
    class Accepting extends OutboundRoutesITBase {

        @Test
        void shouldAnswerIdAndStatusAndNothingElse() throws Exception {
            HttpResponse<String> response = acme("POST", "/events", "{\"type\":\"invoice.paid\"}");

            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(response.body()).matches("\\{\"event_id\":\"evt_[0-9a-v]{32}\",\"status\":\"PENDING\"}");
            assertThat(response.headers().firstValue("Location"))
                    .contains("/events/" + json(response).get("event_id"));
        }

        @Test
        void shouldDeliverTheBytesThatWerePosted() throws Exception {
            endpoint("a.example", "");
            String body = "{ \"type\" : \"invoice.paid\",\n \"amount\": 1.50, \"x\": \"\\u00e9\" }";

            event(body);
            deliver();

            assertThat(sender.requestsTo("a.example"))
                    .singleElement()
                    .satisfies(request -> assertThat(new String(request.body().toByteArray(), UTF_8))
                            .isEqualTo(body));
        }

        @Test
        void shouldConvergeUnderOneIdempotencyKeyAndRefuseAnotherBody() throws Exception {
            HttpResponse<String> first = acme("POST", "/events", "{\"n\":1}", "Idempotency-Key", "k-1");
            HttpResponse<String> again = acme("POST", "/events", "{\"n\":1}", "Idempotency-Key", "k-1");
            HttpResponse<String> other = acme("POST", "/events", "{\"n\":2}", "Idempotency-Key", "k-1");

            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
            assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
            assertThat(other.statusCode()).isEqualTo(409);
            assertThat(code(other)).isEqualTo("conflict");
            // Another tenant's keys are its own.
            HttpResponse<String> rivals = call("POST", "/events", rivalKey, "{\"n\":2}", "Idempotency-Key", "k-1");
            assertThat(rivals.statusCode()).isEqualTo(201);
            assertThat(rivals.body()).isNotEqualTo(first.body());
        }

        @Test
        void shouldConvergeUnderOneEventId() throws Exception {
            String body = "{\"eventId\":\"order-7\",\"n\":1}";

            assertThat(event(body)).isEqualTo(event(body));
            assertThat(acme("POST", "/events", "{\"eventId\":\"order-7\",\"n\":2}")
                            .statusCode())
                    .isEqualTo(409);
        }

        @Test
        void shouldTakeFromTheQueryWhatReceiversAreNotToSee() throws Exception {
            endpoint("a.example", ",\"eventTypes\":[\"invoice.*\"],\"ordered\":true");

            HttpResponse<String> response =
                    acme("POST", "/events?type=invoice.paid&orderingKey=cust-1", "{\"type\":7}");
            assertThat(response.statusCode()).isEqualTo(201);

            Map<String, Object> event =
                    json(acme("GET", "/events/" + json(response).get("event_id"), null));
            assertThat(event).containsEntry("type", "invoice.paid").containsEntry("ordering_key", "cust-1");
        }

        @Test
        void shouldWaitUntilTheEventIsToBeDelivered() throws Exception {
            endpoint("a.example", "");
            event("{\"delayUntil\":\"" + clock.instant().plusSeconds(60) + "\"}");

            deliver();
            assertThat(sender.requests()).isEmpty();
            clock.advance(Duration.ofSeconds(60));
            deliver();
            assertThat(sender.requests()).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"a\":1            | malformed-json",
                    "[1]                 | malformed-json",
                    "``                  | malformed-json",
                    "{\"type\":1}        | malformed-event",
                    "{\"type\":\"\"}     | malformed-event",
                    "{\"type\":\"a\",\"type\":\"b\"} | malformed-json",
                    "{\"type\":\"sallyport.ping\"} | reserved-type",
                    "{\"orderingKey\":\"a b\"}     | malformed-event",
                    "{\"delayUntil\":\"tomorrow\"} | malformed-event",
                    "{\"delayUntil\":\"2100-01-01T00:00:00Z\"} | delay-too-long",
                    "{\"eventId\":\"\"}            | malformed-event-id"
                })
        void shouldRefuseWhatCannotBe(String body, String code) throws Exception {
            HttpResponse<String> response = acme("POST", "/events", body);

            assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
            assertThat(code(response)).isEqualTo(code);
        }
    }

    @Nested
    class Following extends OutboundRoutesITBase {

        @Test
        void shouldShowAnEventWithItsDeliveriesAndAttempts() throws Exception {
            String id = (String) endpoint("a.example", "").get("endpoint_id");
            sender.on("a.example", InMemoryHttpSender.answer(503));
            String event = event("{\"type\":\"invoice.paid\"}");
            deliver();

            Map<String, Object> shown = json(acme("GET", "/events/" + event, null));
            assertThat(shown).containsEntry("event_id", event).containsEntry("status", "PENDING");
            assertThat(list(shown, "deliveries"))
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery)
                            .containsEntry("endpoint_id", id)
                            .containsEntry("attempts", 1L)
                            .containsEntry(
                                    "next_attempt_at",
                                    clock.instant().plusSeconds(60).toString()));
            assertThat(list(json(acme("GET", "/events/" + event + "/attempts", null)), "attempts"))
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt)
                            .containsEntry("attempt", 1L)
                            .containsEntry("status", 503L)
                            .containsEntry("latency_ms", 0L)
                            .containsEntry("error_class", "http-status")
                            .containsEntry("response_excerpt", "")
                            .containsEntry(
                                    "next_attempt_at",
                                    clock.instant().plusSeconds(60).toString()));

            sender.on("a.example", InMemoryHttpSender.answer(204));
            clock.advance(Duration.ofMinutes(1));
            deliver();
            assertThat(json(acme("GET", "/events/" + event, null))).containsEntry("status", "DELIVERED");
        }

        @Test
        void shouldListByStateEndpointAndTimePageByPage() throws Exception {
            String id = (String) endpoint("a.example", "").get("endpoint_id");
            List<String> events = List.of(event("{\"n\":1}"), event("{\"n\":2}"), event("{\"n\":3}"));

            Map<String, Object> first = json(acme("GET", "/deliveries?order=oldest&limit=2", null));
            Map<String, Object> second =
                    json(acme("GET", "/deliveries?order=oldest&limit=2&cursor=" + first.get("next_cursor"), null));
            assertThat(list(first, "deliveries")).hasSize(2);
            assertThat(list(second, "deliveries")).hasSize(1);
            assertThat(second).doesNotContainKey("next_cursor");
            assertThat(list(json(acme("GET", "/deliveries?status=pending&endpoint=" + id, null)), "deliveries"))
                    .extracting(delivery -> delivery.get("event_id"))
                    .containsExactlyInAnyOrderElementsOf(events);
            assertThat(list(json(acme("GET", "/deliveries?status=DEAD", null)), "deliveries"))
                    .isEmpty();
            assertThat(list(json(acme("GET", "/deliveries?from=2100-01-01T00:00:00Z", null)), "deliveries"))
                    .isEmpty();
            assertThat(acme("GET", "/deliveries?status=GONE", null).statusCode())
                    .isEqualTo(400);
            assertThat(acme("GET", "/deliveries?cursor=nonsense", null).statusCode())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Requeueing extends OutboundRoutesITBase {

        private String deadEvent() throws Exception {
            String event = event("{\"n\":1}");
            deliver();
            clock.advance(Duration.ofMinutes(1));
            deliver();
            assertThat(json(acme("GET", "/events/" + event, null))).containsEntry("status", "FAILED");
            return event;
        }

        @Test
        void shouldPutDeadDeliveriesBackToWorkWithAllTheirAttempts() throws Exception {
            endpoint("a.example", "");
            sender.on("a.example", InMemoryHttpSender.answer(500));
            String event = deadEvent();
            assertThat(list(json(operator("GET", "/internal/deliveries?status=DEAD", null)), "deliveries"))
                    .extracting(delivery -> delivery.get("event_id"))
                    .containsExactly(event);

            String command = "{\"batchSize\":10,\"maxMessages\":100%s}";
            assertThat(operator("POST", "/internal/deliveries/requeue", command.formatted(",\"dryRun\":true"))
                            .body())
                    .isEqualTo("{\"requeued\":1,\"failed\":0}");
            assertThat(operator("POST", "/internal/deliveries/requeue", command.formatted(""))
                            .body())
                    .isEqualTo("{\"requeued\":1,\"failed\":0}");
            sender.on("a.example", InMemoryHttpSender.answer(200));
            deliver();
            assertThat(json(acme("GET", "/events/" + event, null))).containsEntry("status", "DELIVERED");
        }

        @Test
        void shouldLetATenantRequeueItsOwnSinglyAndNobodyElses() throws Exception {
            endpoint("a.example", "");
            sender.on("a.example", InMemoryHttpSender.answer(500));
            String event = deadEvent();
            String delivery = (String) list(json(acme("GET", "/events/" + event, null)), "deliveries")
                    .getFirst()
                    .get("delivery_id");
            String single = "{\"ids\":[\"" + delivery + "\"]}";

            assertThat(call("POST", "/deliveries/requeue", rivalKey, single).body())
                    .isEqualTo("{\"requeued\":0,\"failed\":1}");
            assertThat(call("POST", "/deliveries/requeue", rivalKey, "{}").body())
                    .isEqualTo("{\"requeued\":0,\"failed\":0}");
            assertThat(call("POST", "/deliveries/requeue", rivalKey, "{\"tenant\":\"acme\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(acme("POST", "/deliveries/requeue", single).body()).isEqualTo("{\"requeued\":1,\"failed\":0}");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"batchSize\":0}",
                    "{\"maxMessages\":100001}",
                    "{\"perSecond\":0}",
                    "{\"statuses\":[\"PENDING\"]}",
                    "{\"statuses\":[]}",
                    "{\"ids\":[\"x\"]}",
                    "{\"from\":\"x\"}",
                    "{\"cursor\":\"x\"}",
                    "{\"unknown\":1}",
                    "nonsense"
                })
        void shouldRefuseWhatCannotBe(String body) throws Exception {
            assertThat(operator("POST", "/internal/deliveries/requeue", body).statusCode())
                    .isEqualTo(400);
        }
    }
}
