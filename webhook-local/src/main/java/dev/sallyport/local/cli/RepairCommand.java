package dev.sallyport.local.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.hosting.web.Json;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.client.GatewayRefusedException;
import dev.sallyport.local.client.GatewayUnreachableException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What redriving and replaying have in common: both start a run in a gateway and follow it to its end. */
abstract class RepairCommand implements Callable<Integer> {

    private static final long POLL_MILLIS = 100;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--id", paramLabel = "WEBHOOK", description = "This webhook; may be given up to 1000 times.")
    private @Nullable List<String> ids;

    @Option(names = "--provider", paramLabel = "ID", description = "Those of this provider.")
    private @Nullable String provider;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Those received at or after, for example 2026-11-01T00:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Those received before.")
    private @Nullable String to;

    @Option(names = "--status", paramLabel = "STATUS", description = "Those that stand here; others are only counted.")
    private @Nullable String status;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Those that died of this: handler-failed, pipeline-failed or too-old.")
    private @Nullable String reason;

    @Option(names = "--all", description = "All there are; needed where nothing else is said.")
    private boolean all;

    @Option(names = "--dry-run", description = "Only count them.")
    private boolean dryRun;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "The most in a second, 1 to 100000; default ${DEFAULT-VALUE}.")
    private int rate = 100;

    @Option(names = "--no-wait", description = "Start the run and leave it to the gateway.")
    private boolean noWait;

    @Option(
            names = "--follow",
            paramLabel = "RUN",
            description = "Start nothing; follow a run that was started before.")
    private @Nullable String follow;

    @Option(names = "--cancel", paramLabel = "RUN", description = "Start nothing; end a run before its time.")
    private @Nullable String cancel;

    private final Terminal terminal;
    private final String kind;

    /**
     * Makes a command.
     *
     * @param kind what the run does, as the gateway's path names it
     */
    RepairCommand(Terminal terminal, String kind) {
        this.terminal = terminal;
        this.kind = kind;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (GatewayClient client = gateway.client(terminal)) {
            Map<String, Object> run = begin(client);
            Map<String, Object> last = noWait || cancel != null ? run : await(client, run);
            show(last);
            return noWait || cancel != null || isWell(last) ? 0 : FailureRendering.FAILED;
        } catch (GatewayRefusedException | GatewayUnreachableException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private Map<String, Object> begin(GatewayClient client) {
        String old = follow == null ? cancel : follow;
        if (old == null) {
            return existing(client.post("/internal/" + kind, Json.write(this::writeRequest)), "/internal/" + kind);
        }
        return existing(
                cancel == null ? client.run(old) : client.post("/internal/runs/" + old + "/cancel", RawPayload.empty()),
                "run " + old);
    }

    private static Map<String, Object> existing(@Nullable Map<String, Object> answer, String what) {
        if (answer == null) {
            throw new CommandFailure("the gateway knows no " + what);
        }
        return answer;
    }

    private void writeRequest(JsonGenerator json) throws IOException {
        List<String> named = ids;
        if (named != null) {
            json.writeArrayFieldStart("ids");
            for (String id : named) {
                json.writeString(id);
            }
            json.writeEndArray();
        }
        writeIfGiven(json, "provider", provider);
        writeIfGiven(json, "from", from);
        writeIfGiven(json, "to", to);
        writeIfGiven(json, "status", status);
        writeIfGiven(json, "reason", reason);
        if (all) {
            json.writeBooleanField("all", true);
        }
        json.writeBooleanField("dryRun", dryRun);
        json.writeNumberField("perSecond", rate);
    }

    private static void writeIfGiven(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private Map<String, Object> await(GatewayClient client, Map<String, Object> started) throws InterruptedException {
        String id = text(started, "run_id");
        Map<String, Object> run = started;
        try (RepairProgress progress = new RepairProgress(terminal, number(started, "expected"))) {
            while (text(run, "state").equals("RUNNING")) {
                Thread.sleep(POLL_MILLIS);
                Map<String, Object> now = client.run(id);
                run = now == null ? run : now;
                progress.reach(number(run, "visited"));
            }
        } catch (GatewayUnreachableException e) {
            throw new CommandFailure(
                    e.getMessage() + "\nthe run goes on when the gateway does: sallyport " + kind + " --follow " + id,
                    e);
        }
        return run;
    }

    private void show(Map<String, Object> run) {
        if (common.json()) {
            JsonLine.print(terminal, json -> JsonValues.writeMembers(json, run));
            return;
        }
        new Table(
                        "RUN",
                        "STATE",
                        "VISITED",
                        dryRunOf(run) + (kind.equals("redrive") ? "REDRIVEN" : "REPLAYED"),
                        "SKIPPED",
                        "FAILED")
                .row(
                        text(run, "run_id"),
                        text(run, "state"),
                        number(run, "visited"),
                        number(run, "repaired"),
                        number(run, "skipped"),
                        number(run, "failed"))
                .print(terminal);
        if (number(run, "failed") > 0) {
            terminal.err()
                    .println("sallyport: some failed: they are not recorded, or the archive or the bus failed them");
        }
        if (text(run, "state").equals("RUNNING")) {
            terminal.err().println("Follow it by: sallyport " + kind + " --follow " + text(run, "run_id"));
        }
    }

    private static String dryRunOf(Map<String, Object> run) {
        return Boolean.TRUE.equals(run.get("dry_run")) ? "WOULD BE " : "";
    }

    private static boolean isWell(Map<String, Object> run) {
        return text(run, "state").equals("DONE") && number(run, "failed") == 0;
    }

    private static String text(Map<String, Object> run, String name) {
        return String.valueOf(run.get(name));
    }

    private static long number(Map<String, Object> run, String name) {
        return run.get(name) instanceof Long number ? number : 0;
    }
}
