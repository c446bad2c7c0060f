package dev.sallyport.local.cli;

import dev.sallyport.local.bench.cost.Assumptions;
import dev.sallyport.local.bench.cost.BilledItem.Part;
import dev.sallyport.local.bench.cost.CostBench;
import dev.sallyport.local.bench.cost.CostPlan;
import dev.sallyport.local.bench.cost.Door;
import dev.sallyport.local.bench.cost.Measurement;
import dev.sallyport.local.bench.cost.PriceList;
import dev.sallyport.local.bench.cost.PriceList.Bill;
import dev.sallyport.local.engine.EngineFailedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts what webhooks cost on AWS. */
@Command(
        name = "cost",
        description = {
            "Sends webhooks through the packaged Lambda functions on emulated AWS, counts",
            "every call by an interceptor of the SDK, and says what a million webhooks",
            "cost at public list prices: for each archive policy and each door, beside a",
            "straightforward design that is run and counted the same way."
        },
        footer = {"", "Example:", "  sallyport bench cost", "  sallyport bench cost --batch 10 --receive-ms 40 --json"})
final class BenchCostCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--webhooks",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many webhooks each run sends; default ${DEFAULT-VALUE}.")
    private int webhooks;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "4096",
            description = "The size of each body; default ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            defaultValue = "10,5,1",
            description =
                    "How many webhooks are processed at a time, one run for each number; default ${DEFAULT-VALUE}.")
    private List<Integer> batches = List.of();

    @Option(
            names = "--receive-ms",
            paramLabel = "MS",
            defaultValue = "25",
            description = "Assumed: how long the receiver takes for a webhook; default ${DEFAULT-VALUE}.")
    private int receiving;

    @Option(
            names = "--batch-ms",
            paramLabel = "MS",
            defaultValue = "20",
            description =
                    "Assumed: how long the processor takes for a batch, whatever it holds; default ${DEFAULT-VALUE}.")
    private int perBatch;

    @Option(
            names = "--webhook-ms",
            paramLabel = "MS",
            defaultValue = "16",
            description = "Assumed: how much longer for each webhook in it; default ${DEFAULT-VALUE}.")
    private int perWebhook;

    @Option(
            names = "--memory",
            paramLabel = "MB",
            defaultValue = "512",
            description = "The memory of the functions; default ${DEFAULT-VALUE}, as they are deployed.")
    private int memory;

    private final Terminal terminal;

    BenchCostCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        CostBench bench = ServiceLoader.load(CostBench.class).findFirst().orElse(null);
        if (bench == null) {
            throw new CommandFailure("the functions cannot be run from here: the './sallyport' of a checkout can");
        }
        PriceList prices = PriceList.builtIn();
        try {
            CostPlan plan = new CostPlan(webhooks, size, batches);
            Assumptions assumptions = new Assumptions(
                    Duration.ofMillis(receiving), Duration.ofMillis(perBatch), Duration.ofMillis(perWebhook), memory);
            EngineLog log = new EngineLog(terminal, false);
            List<Measurement> measurements = bench.measure(plan, log::progress);
            if (common.json()) {
                JsonLine.print(terminal, json -> BenchCostJson.write(json, measurements, assumptions, prices));
            } else {
                show(measurements, assumptions, prices);
            }
            return 0;
        } catch (IllegalArgumentException | EngineFailedException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void show(List<Measurement> measurements, Assumptions assumptions, PriceList prices) {
        showSums(measurements, assumptions, prices);
        terminal.out().println();
        showCalls(measurements);
        terminal.out().println();
        showAssumptions(prices);
        terminal.out().flush();
    }

    private void showSums(List<Measurement> measurements, Assumptions assumptions, PriceList prices) {
        terminal.out().println("USD for a million webhooks of " + size + " bytes, by the calls that were counted:");
        terminal.out().println();
        Table table = new Table(
                "DESIGN",
                "BATCH",
                "CALLS BEFORE 202",
                "FUNCTIONS",
                "SQS",
                "DYNAMODB",
                "S3",
                "EVENTBRIDGE",
                "WITH FUNCTION URL",
                "WITH HTTP API",
                "WITH REST API",
                "LOGS, TRACES");
        for (Map<Door, Measurement> row : rows(measurements)) {
            Measurement shown = behind(Door.FUNCTION_URL, row);
            Bill bill = prices.bill(shown.perMillion(Door.FUNCTION_URL, assumptions));
            table.row(
                    shown.design(),
                    shown.batch(),
                    row.values().stream()
                            .mapToInt(Measurement::callsBeforeAnswer)
                            .max()
                            .orElseThrow(),
                    usd(bill.of(Part.FUNCTIONS)),
                    usd(bill.of(Part.QUEUE)),
                    usd(bill.of(Part.TABLE)),
                    usd(bill.of(Part.BUCKET)),
                    usd(bill.of(Part.BUS)),
                    usd(bill.total()),
                    usd(total(row, Door.HTTP_API, assumptions, prices)),
                    usd(total(row, Door.REST_API, assumptions, prices)),
                    usd(bill.of(Part.OBSERVATION)));
        }
        table.print(terminal);
    }

    private void showCalls(List<Measurement> measurements) {
        terminal.out().println("Calls for each webhook, behind a function URL:");
        for (Map<Door, Measurement> row : rows(measurements)) {
            Measurement measurement = behind(Door.FUNCTION_URL, row);
            terminal.out()
                    .println("  " + measurement.design() + ", batches of " + measurement.batch() + " ("
                            + decimal((double) measurement.webhooks() / measurement.batches()) + " on average): "
                            + callsOf(measurement));
        }
    }

    private void showAssumptions(PriceList prices) {
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "Assumed, not measured: %d ms to receive, %d ms for a batch and %d ms for each webhook in it,"
                                + " %d MB; bodies kept for a month.%n",
                        receiving,
                        perBatch,
                        perWebhook,
                        memory);
        terminal.out()
                .println("Logs and traces stand beside the sums: lines of the functions and of the log of events were"
                        + " counted (of the straightforward design none), what Lambda logs itself and the share of traces are"
                        + " assumed.");
        terminal.out().println("Prices: " + prices.region() + ", " + prices.date() + ", " + prices.source() + ".");
    }

    /** Returns a row for each design and batch size, with its measurements by door. */
    private static List<Map<Door, Measurement>> rows(List<Measurement> measurements) {
        Map<String, Map<Door, Measurement>> rows = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            Map<Door, Measurement> row =
                    rows.computeIfAbsent(measurement.design() + ' ' + measurement.batch(), any -> new TreeMap<>());
            measurement.doors().forEach(door -> row.put(door, measurement));
        }
        return List.copyOf(rows.values());
    }

    private static double total(Map<Door, Measurement> row, Door door, Assumptions assumptions, PriceList prices) {
        return prices.bill(behind(door, row).perMillion(door, assumptions)).total();
    }

    private static Measurement behind(Door door, Map<Door, Measurement> row) {
        return Objects.requireNonNull(row.get(door), "every design is measured behind every door");
    }

    private static String callsOf(Measurement measurement) {
        return new TreeMap<>(measurement.calls())
                .entrySet().stream()
                        .map(call -> call.getKey() + ' ' + decimal((double) call.getValue() / measurement.webhooks()))
                        .collect(Collectors.joining(", "));
    }

    private static String usd(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
