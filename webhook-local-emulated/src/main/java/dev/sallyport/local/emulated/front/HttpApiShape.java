package dev.sallyport.local.emulated.front;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.emulation.function.InvocationOutcome;
import dev.sallyport.hosting.web.Json;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An HTTP API, or a function's URL: payloads of version 2.0.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">the
 *     event</a>
 */
public final class HttpApiShape implements EventShape {

    private static final String STAGE = "$default";
    private static final String TIMED_OUT = "Sandbox.Timedout";
    private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Override
    public RawPayload event(Request request, Resource resource, Passage passage) {
        String route = request.method() + ' ' + resource.path();
        return Json.write(json -> {
            json.writeStringField("version", "2.0");
            json.writeStringField("routeKey", route);
            json.writeStringField("rawPath", request.path());
            json.writeStringField("rawQueryString", request.query());
            Map<String, List<String>> headers = EventFields.headers(request.headers(), true);
            headers.put("x-amzn-trace-id", List.of(passage.trace()));
            List<String> cookies = headers.remove("cookie");
            if (cookies != null) {
                json.writeArrayFieldStart("cookies");
                for (String line : cookies) {
                    for (String cookie : line.split("; *", -1)) {
                        json.writeString(cookie);
                    }
                }
                json.writeEndArray();
            }
            EventFields.writeTexts(json, "headers", joined(headers));
            Map<String, String> query = joined(QueryStrings.read(request.query()));
            if (!query.isEmpty()) {
                EventFields.writeTexts(json, "queryStringParameters", query);
            }
            if (!resource.parameters().isEmpty()) {
                EventFields.writeTexts(json, "pathParameters", resource.parameters());
            }
            writeContext(json, request, route, passage);
            EventFields.writeBody(json, request.body());
        });
    }

    private static void writeContext(JsonGenerator json, Request request, String route, Passage passage)
            throws IOException {
        json.writeObjectFieldStart("requestContext");
        json.writeStringField("accountId", EventFields.ACCOUNT);
        json.writeStringField("apiId", EventFields.API);
        String host = request.headers().first("Host");
        json.writeStringField("domainName", host == null ? "localhost" : host);
        json.writeStringField("domainPrefix", EventFields.API);
        if (passage.principal() != null) {
            json.writeObjectFieldStart("authorizer");
            json.writeObjectFieldStart("iam");
            json.writeStringField("userArn", passage.principal());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeObjectFieldStart("http");
        json.writeStringField("method", request.method());
        json.writeStringField("path", request.path());
        json.writeStringField("protocol", "HTTP/1.1");
        json.writeStringField("sourceIp", request.remote().getAddress().getHostAddress());
        json.writeStringField("userAgent", request.headers().first("User-Agent"));
        json.writeEndObject();
        json.writeStringField("requestId", passage.id());
        json.writeStringField("routeKey", route);
        json.writeStringField("stage", STAGE);
        json.writeStringField("time", REQUEST_TIME.format(passage.at()));
        json.writeNumberField("timeEpoch", passage.at().toEpochMilli());
        json.writeEndObject();
    }

    /** Where a name is repeated, the values are joined by commas. */
    private static Map<String, String> joined(Map<String, List<String>> lists) {
        Map<String, String> texts = new LinkedHashMap<>();
        lists.forEach((name, values) -> texts.put(name, String.join(",", values)));
        return texts;
    }

    @Override
    public Response failure(InvocationOutcome.Failed failed) {
        return failed.kind().equals(TIMED_OUT)
                ? message(503, "Service Unavailable")
                : message(500, "Internal Server Error");
    }

    @Override
    public Response nothingHere() {
        return message(404, "Not Found");
    }

    private static Response message(int status, String text) {
        return Response.json(status, json -> json.writeStringField("message", text));
    }
}
