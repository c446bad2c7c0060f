package dev.sallyport.infra.ingress;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;

/**
 * The answers that API Gateway gives by itself, in the form of all others: problem documents (RFC 9457). What a sender
 * should try again, says so: a function that fails or takes too long has not said 202.
 */
final class GatewayAnswers {

    private record Answer(
            ResponseType type,
            int status,
            String code,
            String title,
            String detail,
            @Nullable Integer retryAfter) {}

    private static final int SOON = 1;
    private static final int LATER = 5;

    private GatewayAnswers() {}

    static void addTo(RestApi api) {
        for (Answer answer : answers()) {
            Map<String, String> headers = new HashMap<>();
            headers.put("Content-Type", "'application/problem+json'");
            if (answer.retryAfter() != null) {
                headers.put("Retry-After", "'" + answer.retryAfter() + "'");
            }
            api.addGatewayResponse(
                    "Answer-" + answer.code(),
                    GatewayResponseOptions.builder()
                            .type(answer.type())
                            .statusCode(Integer.toString(answer.status()))
                            .responseHeaders(headers)
                            .templates(Map.of("application/json", body(answer)))
                            .build());
        }
    }

    private static List<Answer> answers() {
        return List.of(
                new Answer(
                        ResponseType.BAD_REQUEST_PARAMETERS,
                        400,
                        "missing-header",
                        "Bad Request",
                        "POST /webhook needs the headers X-Provider-ID and X-Webhook-Signature",
                        null),
                new Answer(
                        ResponseType.INVALID_API_KEY,
                        403,
                        "api-key",
                        "Forbidden",
                        "this route needs an API key in x-api-key",
                        null),
                new Answer(
                        ResponseType.MISSING_AUTHENTICATION_TOKEN,
                        404,
                        "not-found",
                        "Not Found",
                        "there is nothing here, or not without a signature of AWS",
                        null),
                new Answer(
                        ResponseType.REQUEST_TOO_LARGE,
                        413,
                        "too-large",
                        "Content Too Large",
                        "the body is larger than the gateway lets in",
                        null),
                new Answer(
                        ResponseType.THROTTLED,
                        429,
                        "throttled",
                        "Too Many Requests",
                        "too many requests at once: try again",
                        SOON),
                new Answer(
                        ResponseType.INTEGRATION_FAILURE,
                        503,
                        "unavailable",
                        "Service Unavailable",
                        "the request could not be answered: try again",
                        LATER),
                new Answer(
                        ResponseType.INTEGRATION_TIMEOUT,
                        503,
                        "timeout",
                        "Service Unavailable",
                        "the request took too long: try again",
                        LATER),
                new Answer(
                        ResponseType.DEFAULT_5_XX,
                        503,
                        "internal",
                        "Service Unavailable",
                        "the request could not be answered: try again",
                        LATER));
    }

    private static String body(Answer answer) {
        return "{\"type\":\"urn:sallyport:problem:" + answer.code() + "\",\"title\":\"" + answer.title()
                + "\",\"status\":" + answer.status() + ",\"detail\":\"" + answer.detail() + "\"}";
    }
}
