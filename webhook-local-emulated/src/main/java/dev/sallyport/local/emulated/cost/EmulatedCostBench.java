package dev.sallyport.local.emulated.cost;

import dev.sallyport.aws.cost.CallCounter;
import dev.sallyport.aws.cost.CallCounts;
import dev.sallyport.emulation.JdkServers;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.local.bench.cost.BilledItem;
import dev.sallyport.local.bench.cost.CostBench;
import dev.sallyport.local.bench.cost.CostPlan;
import dev.sallyport.local.bench.cost.Door;
import dev.sallyport.local.bench.cost.Measurement;
import dev.sallyport.local.emulated.Clients;
import dev.sallyport.local.emulated.MeasuredGateway;
import dev.sallyport.local.emulated.MeasuredServices;
import dev.sallyport.local.engine.EngineFailedException;
import dev.sallyport.local.engine.EngineOrder.Ingress;
import dev.sallyport.local.engine.EngineOrder.Listener;
import dev.sallyport.local.http.PortUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts the calls of the packaged functions, each in a process of its own, against emulators. */
public final class EmulatedCostBench implements CostBench {

    private static final String BUNDLED = "bundled";
    private static final String ON_RECEIPT = "on-receipt";
    private static final String STRAIGHTFORWARD = "straightforward";

    private static final String CONFIGURATION = """
            server: { host: 127.0.0.1 }
            providers:
              bundled: { scheme: generic, secrets: [ literal:a-secret ], archive: { mode: bundled } }
              on-receipt: { scheme: generic, secrets: [ literal:a-secret ], archive: { mode: on-receipt } }
            """;

    /** Called by the service loader. */
    public EmulatedCostBench() {}

    @Override
    public List<Measurement> measure(CostPlan plan, Consumer<String> progress) throws InterruptedException {
        JdkServers.allowLongPolling();
        List<Measurement> all = new ArrayList<>();
        try {
            all.addAll(measure(plan, Ingress.HTTP, List.of(Door.HTTP_API, Door.FUNCTION_URL), progress));
            all.addAll(measure(plan, Ingress.REST, List.of(Door.REST_API), progress));
        } catch (IOException | ConfigRefusedException | PortUnavailableException e) {
            throw new EngineFailedException("the cost cannot be measured: " + e.getMessage(), e);
        }
        all.addAll(measureStraightforward(plan, progress));
        return all;
    }

    private static List<Measurement> measure(
            CostPlan plan, Ingress ingress, List<Door> doors, Consumer<String> progress)
            throws IOException, ConfigRefusedException, PortUnavailableException, InterruptedException {
        CostRounds.Logs logs = new CostRounds.Logs();
        List<Measurement> measured = new ArrayList<>();
        try (MeasuredGateway gateway = MeasuredGateway.start(CONFIGURATION, ingress, listener(logs, progress));
                CostRounds rounds = new CostRounds(gateway, logs)) {
            for (String provider : List.of(BUNDLED, ON_RECEIPT)) {
                for (int batch : plan.batches()) {
                    progress.accept("counting " + provider + " behind "
                            + doors.getLast().title() + ", batches of " + batch);
                    measured.add(rounds.run(provider, doors, batch, plan));
                }
            }
        }
        return measured;
    }

    private static Listener listener(CostRounds.Logs logs, Consumer<String> progress) {
        return new Listener() {
            @Override
            public void progress(String what) {
                progress.accept(what);
            }

            @Override
            public void logged(String function, String line) {
                logs.add(line);
            }

            @Override
            public void failed(String part, String reason) {
                progress.accept(part + ": " + reason);
            }
        };
    }

    private static List<Measurement> measureStraightforward(CostPlan plan, Consumer<String> progress)
            throws InterruptedException {
        progress.accept("starting emulators for a straightforward design");
        try (MeasuredServices services = MeasuredServices.start(listener(new CostRounds.Logs(), progress));
                Clients making = services.clients()) {
            CallCounter counter = new CallCounter();
            List<Measurement> measured = new ArrayList<>();
            try (Clients serving = services.clients(counter)) {
                StraightforwardDesign design = StraightforwardDesign.make(making);
                for (int batch : plan.batches()) {
                    progress.accept("counting a straightforward design, batches of " + batch);
                    measured.add(measure(design, serving, services, counter, batch, plan));
                }
            }
            return measured;
        }
    }

    private static Measurement measure(
            StraightforwardDesign design,
            Clients serving,
            MeasuredServices services,
            CallCounter counter,
            int batch,
            CostPlan plan) {
        counter.reset();
        double bytes = 0;
        for (int i = 0; i < plan.webhooks(); i++) {
            String id = "batch-" + batch + "-" + i;
            var body = CostRounds.body(i, plan.size());
            bytes += body.size();
            design.receive(serving, id, body);
        }
        long before = counter.counts().calls().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        PolledUnits polled = new PolledUnits();
        try (Clients polling = services.clients(polled)) {
            int processed = 0;
            while (processed < plan.webhooks()) {
                processed += design.process(serving, polling, batch);
            }
        }
        CallCounts counts = counter.counts();
        Map<String, Long> calls = new TreeMap<>(counts.calls());
        calls.put("Sqs ReceiveMessage", polled.receives());
        calls.put("Sqs DeleteMessageBatch", polled.deletes());
        Map<BilledItem, Double> units = new EnumMap<>(BilledItem.class);
        counts.units().forEach((unit, count) -> CostRounds.add(units, unit, count));
        units.merge(BilledItem.SQS_FIFO_REQUEST, polled.units(), Double::sum);
        units.put(BilledItem.S3_GB_MONTH, bytes / 1e9);
        return new Measurement(
                STRAIGHTFORWARD,
                List.of(Door.values()),
                batch,
                plan.webhooks(),
                (int) polled.receives(),
                (int) Math.ceilDiv(before, (long) plan.webhooks()),
                calls,
                units);
    }
}
