package dev.sallyport.lambda.operate;

import dev.sallyport.hosting.telemetry.JsonLines;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.RequestHandler;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.lambda.http.HttpCall;
import dev.sallyport.lambda.http.HttpFunction;
import java.util.logging.Level;

/**
 * Lets those through whom IAM has authorised, and takes down who asked for what. That the door asks IAM is set up with the
 * door; this desk refuses to work behind one that does not.
 */
final class OperatorDesk implements HttpFunction.Desk {

    private final RequestHandler routes;
    private final JsonLines lines;

    OperatorDesk(RequestHandler routes, JsonLines lines) {
        this.routes = routes;
        this.lines = lines;
    }

    @Override
    public Response answer(HttpCall call) {
        String principal = call.principal();
        if (principal == null) {
            return Problem.of(403, "not-signed", "this path is for requests that IAM has authorised")
                    .toResponse();
        }
        Response response = routes.handle(call.request());
        lines.write(
                Level.INFO,
                "operator-request",
                "principal",
                principal,
                "method",
                call.request().method(),
                "path",
                call.request().path(),
                "status",
                Integer.toString(response.status()));
        return response;
    }
}
