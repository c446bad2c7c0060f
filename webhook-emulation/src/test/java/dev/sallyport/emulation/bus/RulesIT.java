package dev.sallyport.emulation.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.LimitExceededException;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;

class RulesIT {

    @Nested
    class Buses extends EventBridgeStandInITBase {

        Buses() throws IOException {}

        @Test
        void shouldDescribeWhatWasCreated() {
            createBus();

            assertThat(client.describeEventBus(request -> request.name("webhooks"))
                            .arn())
                    .isEqualTo("arn:aws:events:us-east-1:000000000000:event-bus/webhooks");
            assertThat(client.listEventBuses(request -> {}).eventBuses())
                    .extracting(bus -> bus.name())
                    .containsExactly("default", "webhooks");
        }

        @Test
        void shouldRefuseASecondOfTheName() {
            createBus();

            assertThatThrownBy(this::createBus).isInstanceOf(ResourceAlreadyExistsException.class);
        }

        @Test
        void shouldNotKnowOthers() {
            assertThatThrownBy(() -> client.describeEventBus(request -> request.name("other")))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> client.putRule(
                            request -> request.eventBusName("other").name("r").eventPattern("{\"source\":[\"a\"]}")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Nested
    class Patterns extends EventBridgeStandInITBase {

        Patterns() throws IOException {}

        @Test
        void shouldNameWhatIsWrongWithOne() {
            createBus();

            assertThatThrownBy(() -> createRule("{\"source\":\"not a list\"}"))
                    .isInstanceOf(InvalidEventPatternException.class)
                    .hasMessageContaining("Event pattern is not valid. Reason: ");
        }

        @Test
        void shouldTellWhetherOneMatchesAnEvent() {
            String event = "{\"id\":\"1\",\"account\":\"2\",\"source\":\"s\",\"time\":\"t\",\"region\":\"r\","
                    + "\"resources\":[],\"detail-type\":\"d\",\"detail\":{\"n\":5}}";

            assertThat(client.testEventPattern(request ->
                                    request.event(event).eventPattern("{\"detail\":{\"n\":[{\"numeric\":[\">\",4]}]}}"))
                            .result())
                    .isTrue();
            assertThat(client.testEventPattern(request ->
                                    request.event(event).eventPattern("{\"detail\":{\"n\":[{\"numeric\":[\">\",5]}]}}"))
                            .result())
                    .isFalse();
        }

        @Test
        void shouldRefuseToTestAnEventWithoutEnvelope() {
            assertThatThrownBy(() -> client.testEventPattern(
                            request -> request.event("{\"detail\":{}}").eventPattern("{\"source\":[\"a\"]}")))
                    .isInstanceOf(EventBridgeException.class)
                    .hasMessageContaining("lacks id");
        }

        @Test
        void shouldListRulesWithTheirTargets() {
            createBus();
            createRule("{\"source\":[\"a\"]}");

            assertThat(client.listRules(request -> request.eventBusName("webhooks"))
                            .rules())
                    .extracting(Rule::name, Rule::eventPattern, Rule::arn)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "rule",
                            "{\"source\":[\"a\"]}",
                            "arn:aws:events:us-east-1:000000000000:rule/webhooks/rule"));
            assertThat(client.listTargetsByRule(
                                    request -> request.eventBusName("webhooks").rule("rule"))
                            .targets())
                    .extracting(Target::arn)
                    .containsExactly(TARGET);
        }
    }

    @Nested
    class Targets extends EventBridgeStandInITBase {

        Targets() throws IOException {}

        @Test
        void shouldGetWhatTheirRuleMatchesInOrder() throws InterruptedException {
            createBus();
            createRule("{\"detail\":{\"n\":[1,3]}}");
            client.putEvents(request -> request.entries(entry("{\"n\":1}"), entry("{\"n\":2}"), entry("{\"n\":3}")));

            assertThat(next(delivered)).contains("\"detail\":{\"n\":1}");
            assertThat(next(delivered)).contains("\"detail\":{\"n\":3}");
        }

        @Test
        void shouldGetNothingOfADisabledRule() throws InterruptedException {
            createBus();
            createRule("{\"detail\":{\"n\":[1]}}");
            client.putRule(request -> request.eventBusName("webhooks")
                    .name("rule")
                    .state("DISABLED")
                    .eventPattern("{\"detail\":{\"n\":[1]}}"));
            client.putEvents(request -> request.entries(entry("{\"n\":1}")));
            client.putRule(
                    request -> request.eventBusName("webhooks").name("rule").eventPattern("{\"detail\":{\"n\":[2]}}"));
            client.putEvents(request -> request.entries(entry("{\"n\":2}")));

            assertThat(next(delivered)).contains("\"n\":2");
        }

        @Test
        void shouldBeOfferedAgainWhatTheyDidNotTake() throws InterruptedException {
            createBus();
            createRule("{\"detail\":{\"n\":[1]}}");
            failures.set(3);
            client.putEvents(request -> request.entries(entry("{\"n\":1}")));

            assertThat(next(delivered)).contains("\"n\":1");
            assertThat(failures).hasValue(0);
        }

        @Test
        void shouldLoseToTheirDeadLettersWhatTheyNeverTook() throws InterruptedException {
            createBus();
            createRule("{\"detail\":{\"n\":[1]}}");
            client.putTargets(request -> request.eventBusName("webhooks")
                    .rule("rule")
                    .targets(target().toBuilder()
                            .retryPolicy(policy -> policy.maximumRetryAttempts(2))
                            .deadLetterConfig(letters -> letters.arn("arn:aws:sqs:us-east-1:000000000000:dead"))
                            .build()));
            failures.set(3);
            client.putEvents(request -> request.entries(entry("{\"n\":1}")));

            assertThat(next(deadLetters))
                    .containsEntry("TARGET_ARN", TARGET)
                    .containsEntry("ERROR_CODE", "BROKEN")
                    .containsEntry("RETRY_ATTEMPTS", "2");
            assertThat(delivered).isEmpty();
        }

        @Test
        void shouldBeRefusedByThemselvesIfNothingIsThere() {
            createBus();
            createRule("{\"source\":[\"a\"]}");

            assertThat(client.putTargets(request -> request.eventBusName("webhooks")
                                    .rule("rule")
                                    .targets(
                                            Target.builder()
                                                    .id("two")
                                                    .arn("arn:aws:sqs:us-east-1:000000000000:other")
                                                    .build(),
                                            target()))
                            .failedEntries())
                    .extracting(failed -> failed.targetId())
                    .containsExactly("two");
        }

        @Test
        void shouldBeFiveAtMost() {
            createBus();
            createRule("{\"source\":[\"a\"]}");
            Target[] five = Stream.of("b", "c", "d", "e", "f")
                    .map(id -> target().toBuilder().id(id).build())
                    .toArray(Target[]::new);

            assertThatThrownBy(() -> client.putTargets(request ->
                            request.eventBusName("webhooks").rule("rule").targets(five)))
                    .isInstanceOf(LimitExceededException.class);
        }

        @Test
        void shouldHearTheMessageGroupOfAFifoQueue() {
            createBus();
            createRule("{\"source\":[\"a\"]}");
            client.putTargets(request -> request.eventBusName("webhooks")
                    .rule("rule")
                    .targets(target().toBuilder()
                            .sqsParameters(parameters -> parameters.messageGroupId("g"))
                            .build()));

            assertThat(groupOfTarget).isEqualTo("g");
        }

        @Test
        void shouldNotBeAskedToTransform() {
            createBus();
            createRule("{\"source\":[\"a\"]}");

            assertThatThrownBy(() -> client.putTargets(request -> request.eventBusName("webhooks")
                            .rule("rule")
                            .targets(target().toBuilder().input("{}").build())))
                    .isInstanceOf(EventBridgeException.class)
                    .hasMessageContaining("leave out Input");
        }
    }
}
