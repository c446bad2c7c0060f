package dev.sallyport.local.gateway;

import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.api.request.QueryReader;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import dev.sallyport.local.store.ArchiveFlaw;
import dev.sallyport.local.store.ArchiveVerifier;

/** The path on which operators have the archive verified, a step with each request, so that none takes long. */
final class ArchiveRoutes {

    private final ArchiveVerifier verifier;

    ArchiveRoutes(ArchiveVerifier verifier) {
        this.verifier = verifier;
    }

    void addTo(Router.Builder routes, OperatorGuard guard) {
        routes.on("GET", "/internal/archive/verify", guard.guard((request, path) -> verify(request)));
    }

    private Response verify(Request request) {
        QueryReader query = QueryReader.of(request, "after");
        String after = query.text("after");
        Problem problem = query.problem();
        if (problem != null) {
            return problem.toResponse();
        }
        ArchiveVerifier.Step step;
        try {
            step = verifier.step(after);
        } catch (IllegalArgumentException e) {
            return Problem.of(400, "bad-parameter", "'after' is not what an earlier step returned; begin without it")
                    .toResponse();
        }
        long total = after == null ? verifier.total() : 0;
        return Response.json(200, json -> {
            if (after == null) {
                json.writeNumberField("total", total);
            }
            json.writeNumberField("records", step.records());
            json.writeNumberField("bundled", step.bundled());
            json.writeNumberField("bundles", step.bundles());
            json.writeNumberField("dead_letters", step.deadLetters());
            json.writeArrayFieldStart("flaws");
            for (ArchiveFlaw flaw : step.flaws()) {
                json.writeStartObject();
                json.writeStringField("kind", flaw.kind().code());
                json.writeStringField("what", flaw.what());
                json.writeStringField("reason", flaw.reason());
                json.writeStringField("remedy", flaw.kind().remedy());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("next_after", step.next());
        });
    }
}
