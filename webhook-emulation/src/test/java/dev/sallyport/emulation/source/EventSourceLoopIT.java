package dev.sallyport.emulation.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.emulation.Clients;
import dev.sallyport.emulation.function.InvocationOutcome;
import dev.sallyport.emulation.service.SqsEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventSourceLoopIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqsEmulator emulator = SqsEmulator.start("000000000000", "us-east-1");
    private final SqsClient sqs = Clients.of(SqsClient.builder(), emulator.endpoint());
    private final BlockingQueue<String> problems = new LinkedBlockingQueue<>();
    private @Nullable EventSourceLoop loop;

    @BeforeAll
    void reach() {
        sqs.listQueues();
    }

    @AfterEach
    void stopLoop() {
        EventSourceLoop running = loop;
        if (running != null) {
            running.close();
        }
    }

    @AfterAll
    void stopEmulator() {
        sqs.close();
        emulator.close();
    }

    /** What a function does: bodies in, bodies that failed out. */
    private interface Worker {
        List<String> work(List<String> bodies) throws InterruptedException;
    }

    private String newQueue(boolean fifo, Map<QueueAttributeName, String> attributes) {
        Map<QueueAttributeName, String> all = new HashMap<>(attributes);
        if (fifo) {
            all.put(QueueAttributeName.FIFO_QUEUE, "true");
        }
        return sqs.createQueue(request -> request.queueName("q" + UUID.randomUUID() + (fifo ? ".fifo" : ""))
                        .attributes(all))
                .queueUrl();
    }

    private String arnOf(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    private void send(String url, String group, String body) {
        sqs.sendMessage(request -> request.queueUrl(url)
                .messageBody(body)
                .messageGroupId(group)
                .messageDeduplicationId(UUID.randomUUID().toString()));
    }

    private void start(String url, int pollers, Worker worker) {
        EventSourceLoop started = new EventSourceLoop(
                new EventSourceMapping(url, arnOf(url), 10, pollers, true),
                sqs,
                (event, trace) -> run(event, worker),
                (queue, reason) -> problems.add(reason));
        loop = started;
        started.start();
    }

    private static InvocationOutcome run(String event, Worker worker) throws InterruptedException {
        try {
            Map<String, String> idByBody = new HashMap<>();
            List<String> bodies = new ArrayList<>();
            for (JsonNode message : JSON.readTree(event).path("Records")) {
                bodies.add(message.path("body").asText());
                idByBody.put(
                        message.path("body").asText(), message.path("messageId").asText());
            }
            StringBuilder failures = new StringBuilder();
            for (String body : worker.work(bodies)) {
                failures.append(failures.isEmpty() ? "" : ",")
                        .append("{\"itemIdentifier\":\"")
                        .append(idByBody.get(body))
                        .append("\"}");
            }
            return new InvocationOutcome.Returned("{\"batchItemFailures\":[" + failures + "]}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            return new InvocationOutcome.Failed("Broken", String.valueOf(e.getMessage()));
        }
    }

    private static String next(BlockingQueue<String> queue) throws InterruptedException {
        String found = queue.poll(30, TimeUnit.SECONDS);
        if (found == null) {
            throw new AssertionError("nothing arrived within 30 s");
        }
        return found;
    }

    @Test
    void shouldKeepTheOrderOfEachGroupWithSeveralPollers() throws InterruptedException {
        String url = newQueue(true, Map.of());
        for (int i = 0; i < 30; i++) {
            send(url, "g" + i % 3, "g" + i % 3 + "-" + i);
        }
        Map<String, List<String>> seen = new ConcurrentHashMap<>();
        Set<String> underWay = ConcurrentHashMap.newKeySet();
        List<String> overlaps = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(30);
        start(url, 4, bodies -> {
            List<String> groups =
                    bodies.stream().map(body -> body.substring(0, 2)).distinct().toList();
            groups.forEach(group -> {
                if (!underWay.add(group)) {
                    overlaps.add(group);
                }
            });
            bodies.forEach(body -> {
                seen.computeIfAbsent(body.substring(0, 2), key -> new ArrayList<>())
                        .add(body);
                all.countDown();
            });
            underWay.removeAll(groups);
            return List.of();
        });

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(overlaps).isEmpty();
        for (int group = 0; group < 3; group++) {
            List<String> expected = new ArrayList<>();
            for (int i = group; i < 30; i += 3) {
                expected.add("g" + group + "-" + i);
            }
            assertThat(seen.get("g" + group)).isEqualTo(expected);
        }
    }

    @Test
    void shouldShowAgainWhatFailedAndForgetTheRest() throws InterruptedException {
        String url = newQueue(false, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("good"));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("bad"));
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        AtomicInteger badOnes = new AtomicInteger();
        start(url, 1, bodies -> {
            seen.addAll(bodies);
            return bodies.contains("bad") && badOnes.incrementAndGet() < 3 ? List.of("bad") : List.of();
        });

        List<String> all = List.of(next(seen), next(seen), next(seen), next(seen));

        assertThat(all).containsExactlyInAnyOrder("good", "bad", "bad", "bad");
    }

    @Test
    void shouldLeaveWhatAlwaysFailsToTheDeadLetterQueue() throws InterruptedException {
        String dead = newQueue(true, Map.of());
        String url = newQueue(
                true,
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "1",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"maxReceiveCount\":\"2\",\"deadLetterTargetArn\":\"" + arnOf(dead) + "\"}"));
        send(url, "g", "poison");
        send(url, "g", "after");
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        start(url, 1, bodies -> {
            if (bodies.contains("poison")) {
                return bodies;
            }
            done.addAll(bodies);
            return List.of();
        });

        // The emulator wakes nobody who waits at the dead-letter queue, so it is asked again and again.
        List<String> seen = List.of();
        for (int i = 0; i < 30 && seen.isEmpty(); i++) {
            seen = sqs.receiveMessage(request -> request.queueUrl(dead).waitTimeSeconds(1)).messages().stream()
                    .map(message -> message.body())
                    .toList();
        }

        assertThat(seen).containsExactly("poison");
    }

    @Test
    void shouldTellOfABatchThatFailedAsAWhole() throws InterruptedException {
        String url = newQueue(true, Map.of());
        send(url, "g", "one");
        start(url, 1, bodies -> {
            throw new IllegalStateException("no database");
        });

        assertThat(next(problems)).isEqualTo("Broken: no database");
    }

    @Test
    void shouldHandOverWhatAFunctionSeesOfAMessage() throws Exception {
        String url = newQueue(true, Map.of());
        sqs.sendMessage(request -> request.queueUrl(url)
                .messageBody("body")
                .messageGroupId("g")
                .messageDeduplicationId("d")
                .messageSystemAttributes(Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue("Root=1-5759e988-bd862e3fe1be46a994272793")
                                .build())));
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        EventSourceLoop started = new EventSourceLoop(
                new EventSourceMapping(url, arnOf(url), 10, 1, true),
                sqs,
                (event, trace) -> {
                    seen.add(trace + "\n" + event);
                    return new InvocationOutcome.Returned("");
                },
                (queue, reason) -> problems.add(reason));
        loop = started;
        started.start();

        String[] parts = next(seen).split("\n", 2);
        JsonNode message = JSON.readTree(parts[1]).path("Records").path(0);

        assertThat(parts[0]).isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793");
        assertThat(message.path("body").asText()).isEqualTo("body");
        assertThat(message.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(message.path("eventSourceARN").asText()).isEqualTo(arnOf(url));
        assertThat(message.path("awsRegion").asText()).isEqualTo("us-east-1");
        assertThat(message.path("receiptHandle").asText()).isNotEmpty();
        JsonNode attributes = message.path("attributes");
        assertThat(attributes.path("MessageGroupId").asText()).isEqualTo("g");
        assertThat(attributes.path("ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(attributes.path("AWSTraceHeader").asText()).isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793");
    }
}
