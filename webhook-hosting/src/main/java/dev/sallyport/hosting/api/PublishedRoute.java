package dev.sallyport.hosting.api;

import dev.sallyport.core.port.out.PublicationLog;
import dev.sallyport.core.port.out.PublicationLog.Publication;
import dev.sallyport.hosting.api.request.OperatorGuard;
import dev.sallyport.hosting.api.request.QueryReader;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Router;
import java.util.List;

/** The path on which operators see what was published, in publish order, where a host keeps a log of it. */
public final class PublishedRoute {

    private static final int USUAL_PUBLICATIONS = 100;
    private static final int MOST_PUBLICATIONS = 1_000;

    private final PublicationLog publications;

    public PublishedRoute(PublicationLog publications) {
        this.publications = publications;
    }

    public void addTo(Router.Builder routes, OperatorGuard guard) {
        routes.on("GET", "/internal/published", guard.guard((request, path) -> published(request)));
    }

    private Response published(Request request) {
        QueryReader query = QueryReader.of(request, "after", "limit");
        long after = query.number("after", 0, Long.MAX_VALUE, 0);
        int limit = (int) query.number("limit", 1, MOST_PUBLICATIONS, USUAL_PUBLICATIONS);
        Problem problem = query.problem();
        if (problem != null) {
            return problem.toResponse();
        }
        List<Publication> page = publications.after(after, limit);
        return Response.json(200, json -> {
            json.writeArrayFieldStart("published");
            for (Publication publication : page) {
                json.writeStartObject();
                WebhookJson.write(json, publication);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField(
                    "next_after", page.isEmpty() ? after : page.getLast().sequence());
        });
    }
}
