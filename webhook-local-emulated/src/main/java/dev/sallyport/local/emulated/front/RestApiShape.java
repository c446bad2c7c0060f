package dev.sallyport.local.emulated.front;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.event.Headers;
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
 * A REST API with Lambda proxy integration.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">the
 *     event</a>
 */
public final class RestApiShape implements EventShape {

    private static final String STAGE = "local";
    private static final String TIMED_OUT = "Sandbox.Timedout";
    private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Override
    public RawPayload event(Request request, Resource resource, Passage passage) {
        return Json.write(json -> {
            json.writeStringField("resource", resource.path());
            json.writeStringField("path", request.path());
            json.writeStringField("httpMethod", request.method());
            Map<String, List<String>> headers = EventFields.headers(request.headers(), false);
            headers.put("X-Amzn-Trace-Id", List.of(passage.trace()));
            EventFields.writeTexts(json, "headers", lastOf(headers));
            EventFields.writeLists(json, "multiValueHeaders", headers);
            Map<String, List<String>> query = QueryStrings.read(request.query());
            EventFields.writeTexts(json, "queryStringParameters", lastOf(query));
            EventFields.writeLists(json, "multiValueQueryStringParameters", query);
            EventFields.writeTexts(json, "pathParameters", resource.parameters());
            json.writeNullField("stageVariables");
            writeContext(json, request, resource, passage);
            EventFields.writeBody(json, request.body());
        });
    }

    private static void writeContext(JsonGenerator json, Request request, Resource resource, Passage passage)
            throws IOException {
        json.writeObjectFieldStart("requestContext");
        json.writeStringField("resourcePath", resource.path());
        json.writeStringField("httpMethod", request.method());
        json.writeStringField("path", '/' + STAGE + request.path());
        json.writeStringField("accountId", EventFields.ACCOUNT);
        json.writeStringField("apiId", EventFields.API);
        json.writeStringField("protocol", "HTTP/1.1");
        json.writeStringField("stage", STAGE);
        String host = request.headers().first("Host");
        json.writeStringField("domainName", host == null ? "localhost" : host);
        json.writeStringField("requestId", passage.id());
        json.writeStringField("extendedRequestId", passage.id());
        json.writeStringField("requestTime", REQUEST_TIME.format(passage.at()));
        json.writeNumberField("requestTimeEpoch", passage.at().toEpochMilli());
        json.writeObjectFieldStart("identity");
        json.writeStringField("sourceIp", request.remote().getAddress().getHostAddress());
        json.writeStringField("userAgent", request.headers().first("User-Agent"));
        json.writeStringField("userArn", passage.principal());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Where a name is repeated, the last value is the single one. */
    private static Map<String, String> lastOf(Map<String, List<String>> lists) {
        Map<String, String> last = new LinkedHashMap<>();
        lists.forEach((name, values) -> last.put(name, values.getLast()));
        return last;
    }

    @Override
    public Response failure(InvocationOutcome.Failed failed) {
        return failed.kind().equals(TIMED_OUT)
                ? message(504, "Endpoint request timed out")
                : message(502, "Internal server error");
    }

    @Override
    public Response nothingHere() {
        return message(403, "Missing Authentication Token");
    }

    private static Response message(int status, String text) {
        return new Response(
                status,
                Headers.of("Content-Type", "application/json"),
                Json.write(json -> json.writeStringField("message", text)));
    }
}
