package dev.sallyport.hosting.api;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.in.RepairWebhooksUseCase;
import dev.sallyport.core.port.in.RepairWebhooksUseCase.StartRepairCommand;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RepairSelection;
import dev.sallyport.core.repair.RunId;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.web.PathParameters;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The paths on which operators have webhooks redriven or replayed, and see how far that has come. */
public final class RepairRoutes {

    private static final String RUNS = "/internal/runs";

    private final RepairWebhooksUseCase repairing;
    private final @Nullable Supplier<Map<ProviderId, Map<WebhookStatus, Long>>> counts;
    private final Runnable afterStarting;

    /**
     * Makes the routes.
     *
     * @param counts says how many webhooks of each provider stand where; null where nobody counts
     * @param afterStarting runs before the answer to each request that started a run
     */
    public RepairRoutes(
            RepairWebhooksUseCase repairing,
            @Nullable Supplier<Map<ProviderId, Map<WebhookStatus, Long>>> counts,
            Runnable afterStarting) {
        this.repairing = repairing;
        this.counts = counts;
        this.afterStarting = afterStarting;
    }

    public void addTo(Router.Builder routes, OperatorGuard guard) {
        for (RepairRun.Kind kind : RepairRun.Kind.values()) {
            String path =
                    switch (kind) {
                        case REDRIVE -> "/internal/redrive";
                        case REPLAY -> "/internal/replay";
                    };
            routes.on("POST", path, guard.guard((request, parameters) -> start(request, kind)));
        }
        routes.on("GET", RUNS, guard.guard((request, path) -> list()));
        routes.on("GET", RUNS + "/{id}", guard.guard((request, path) -> of(path, repairing::find)));
        routes.on("POST", RUNS + "/{id}/cancel", guard.guard((request, path) -> of(path, repairing::cancel)));
    }

    private Response start(Request request, RepairRun.Kind kind) {
        RepairRequestReader reader = RepairRequestReader.of(request.body());
        StartRepairCommand command = reader.command(kind);
        Problem problem = reader.problem();
        if (problem != null) {
            return problem.toResponse();
        }
        Long expected = expected(command);
        RepairRun run = repairing.start(command);
        afterStarting.run();
        return Response.json(202, json -> {
                    RepairJson.write(json, run);
                    if (expected == null) {
                        json.writeNullField("expected");
                    } else {
                        json.writeNumberField("expected", expected);
                    }
                })
                .with("Location", RUNS + "/" + run.id());
    }

    /** Returns how many webhooks the run will visit, as far as that is known without reading them all; or else null. */
    private @Nullable Long expected(StartRepairCommand command) {
        return switch (command.selection()) {
            case RepairSelection.ByIds named -> (long) named.ids().size();
            case RepairSelection.Matching matching -> {
                Supplier<Map<ProviderId, Map<WebhookStatus, Long>>> known = counts;
                if (known == null
                        || matching.receivedFrom() != null
                        || matching.receivedBefore() != null
                        || matching.reason() != null) {
                    yield null;
                }
                WebhookStatus status = Objects.requireNonNullElse(
                        matching.status(), command.kind().repairs());
                yield known.get().entrySet().stream()
                        .filter(entry ->
                                matching.provider() == null || entry.getKey().equals(matching.provider()))
                        .mapToLong(entry -> entry.getValue().getOrDefault(status, 0L))
                        .sum();
            }
        };
    }

    private Response list() {
        return Response.json(200, json -> {
            json.writeArrayFieldStart("runs");
            for (RepairRun run : repairing.latest()) {
                json.writeStartObject();
                RepairJson.write(json, run);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static Response of(PathParameters path, Function<RunId, @Nullable RepairRun> runOf) {
        String id = path.get("id");
        RepairRun run = RunId.isWellFormed(id) ? runOf.apply(new RunId(id)) : null;
        return run == null
                ? Problem.of(404, "unknown-run", "there is no run of this id").toResponse()
                : Response.json(200, json -> RepairJson.write(json, run));
    }
}
