package dev.sallyport.local.emulated.cost;

import dev.sallyport.aws.cost.BilledUnit;
import dev.sallyport.aws.cost.CallCounter;
import dev.sallyport.aws.dynamodb.DynamoDbWebhookStore;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.emulation.bus.Journal;
import dev.sallyport.emulation.bus.ReceivedEvent;
import dev.sallyport.local.bench.cost.BilledItem;
import dev.sallyport.local.bench.cost.CostPlan;
import dev.sallyport.local.bench.cost.Door;
import dev.sallyport.local.bench.cost.Measurement;
import dev.sallyport.local.client.Answer;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.demo.ProviderSender;
import dev.sallyport.local.emulated.Clients;
import dev.sallyport.local.emulated.MeasuredGateway;
import dev.sallyport.local.emulated.record.CallRecording;
import dev.sallyport.local.emulated.record.RecordedCall;
import dev.sallyport.local.engine.EngineFailedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sends webhooks through the functions of a running gateway, and counts: first they are received, while nothing is
 * processed, so that batches are as full as asked for; then they are processed. For one thread.
 */
final class CostRounds implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int MOST_STRANDED = 1_000;

    private final MeasuredGateway gateway;
    private final CallRecording recording;
    private final Logs logs;
    private final GatewayClient client;
    private final Clients services;
    private int sent;
    private long published;

    CostRounds(MeasuredGateway gateway, Logs logs) {
        this.gateway = gateway;
        this.logs = logs;
        recording = gateway.recording();
        client = new GatewayClient(gateway.address(), null);
        services = gateway.clients();
    }

    /** Counts what functions log. */
    static final class Logs {

        private final LongAdder bytes = new LongAdder();

        void add(String line) {
            bytes.add(line.length() + 1L);
        }
    }

    /** Runs one round with a provider, and once more before it, so that secrets are read and processes are warm. */
    Measurement run(String provider, List<Door> doors, int batch, CostPlan plan)
            throws IOException, InterruptedException {
        process(send(provider, 1, plan.size()), batch, new PolledUnits());
        recording.clear();
        logs.bytes.reset();
        long stored = storedBytes();
        List<Integer> callsBefore = send(provider, plan.webhooks(), plan.size());
        PolledUnits polled = new PolledUnits();
        long eventBytes = process(callsBefore, batch, polled);

        Map<String, Long> calls = new TreeMap<>();
        Map<BilledItem, Double> units = new EnumMap<>(BilledItem.class);
        for (RecordedCall call : recording.calls()) {
            // What sweepers and operators do is not done for each webhook; what sweepers do is added by itself.
            if (gateway.isOnTheWay(call.function())) {
                calls.merge(call.operation(), (long) call.requests(), Long::sum);
                call.units().forEach((unit, count) -> add(units, unit, count));
            }
        }
        calls.merge("Sqs ReceiveMessage", polled.receives(), Long::sum);
        calls.merge("Sqs DeleteMessageBatch", polled.deletes(), Long::sum);
        units.merge(BilledItem.SQS_FIFO_REQUEST, polled.units(), Double::sum);
        units.merge(BilledItem.S3_GB_MONTH, (storedBytes() - stored) / 1e9, Double::sum);
        units.merge(BilledItem.LOG_GB, (logs.bytes.sum() + eventBytes) / 1e9, Double::sum);
        sweep(units);
        int most = callsBefore.stream().mapToInt(Integer::intValue).max().orElseThrow();
        return new Measurement(provider, doors, batch, plan.webhooks(), (int) polled.receives(), most, calls, units);
    }

    static void add(Map<BilledItem, Double> units, BilledUnit unit, double count) {
        switch (unit) {
            case SQS_REQUEST -> units.merge(BilledItem.SQS_FIFO_REQUEST, count, Double::sum);
            case DYNAMODB_WRITE -> units.merge(BilledItem.DYNAMODB_WRITE, count, Double::sum);
            case DYNAMODB_READ -> units.merge(BilledItem.DYNAMODB_READ, count, Double::sum);
            case S3_PUT -> units.merge(BilledItem.S3_PUT, count, Double::sum);
            case S3_GET -> units.merge(BilledItem.S3_GET, count, Double::sum);
            case EVENTBRIDGE_EVENT -> units.merge(BilledItem.EVENT, count, Double::sum);
            case OTHER_REQUEST -> {
                // Secrets are read every five minutes, however many webhooks come.
            }
        }
    }

    /** Sends webhooks one after the other; returns how many calls the receiver had made for each when it answered. */
    private List<Integer> send(String provider, int count, int size) throws IOException {
        ProviderSender sender = new ProviderSender(
                client,
                Objects.requireNonNull(gateway.configured().providers().get(new ProviderId(provider)), provider));
        String function = gateway.receiver();
        List<Integer> calls = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sent++;
            long before = recording.count(function);
            Answer answer = sender.sendJson(body(sent, size), Instant.now());
            if (!answer.accepted()) {
                throw new EngineFailedException("a webhook was answered " + answer.status(), null);
            }
            calls.add((int) (recording.count(function) - before));
        }
        return calls;
    }

    /** Returns an event of a size, of letters and digits that compress no better than identifiers do. */
    static RawPayload body(int number, int size) {
        StringBuilder json = new StringBuilder(size)
                .append("{\"id\":\"evt_")
                .append(number)
                .append("\",\"type\":\"cost.measured\",\"data\":\"");
        Random random = new Random(number);
        while (json.length() < size - 2) {
            json.append(Character.forDigit(random.nextInt(36), 36));
        }
        return StraightforwardDesign.body(json.append("\"}").toString());
    }

    /** Has everything processed that was sent; returns the size of what was published. */
    private long process(List<Integer> expected, int batch, PolledUnits polled) throws InterruptedException {
        Journal journal = gateway.journal();
        long from = published;
        MeasuredGateway.Processing processing = gateway.process(batch, polled);
        try (processing) {
            await(journal, from + expected.size());
        }
        List<ReceivedEvent> events = journal.after(from, Integer.MAX_VALUE);
        published = events.getLast().sequence();
        return events.stream().mapToLong(event -> event.envelope().length()).sum();
    }

    private static void await(Journal journal, long sequence) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (journal.after(sequence - 1, 1).isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new EngineFailedException("not everything that was sent was published within " + PATIENCE, null);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private long storedBytes() {
        String bucket = gateway.bucket();
        return services.s3().listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .mapToLong(object -> object.size())
                .sum();
    }

    /**
     * Adds what the sweep reads of each webhook, a quarter of an hour after it arrived: the same search, with the clock
     * moved on. What it reads whether or not anything arrived is left out.
     */
    private void sweep(Map<BilledItem, Double> units) {
        CallCounter counter = new CallCounter();
        try (Clients counting = gateway.clients(counter)) {
            DynamoDbWebhookStore store = new DynamoDbWebhookStore(counting.dynamoDb(), gateway.table());
            store.stranded(Instant.now(), MOST_STRANDED);
            double withNewcomers = counter.counts().units(BilledUnit.DYNAMODB_READ);
            counter.reset();
            store.stranded(Instant.now(), MOST_STRANDED);
            double without = counter.counts().units(BilledUnit.DYNAMODB_READ);
            units.merge(BilledItem.DYNAMODB_READ, Math.max(0, withNewcomers - without), Double::sum);
        }
    }

    @Override
    public void close() {
        client.close();
        services.close();
    }
}
