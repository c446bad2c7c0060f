package dev.sallyport.infra.ingress;

import java.util.List;
import java.util.stream.Collectors;

/** What the access log says of each request: the route rather than the path, whose query may hold a provider's token. */
final class AccessLog {

    private static final List<String> FIELDS = List.of(
            "requestId", "requestTime", "httpMethod", "resourcePath", "status", "responseLength", "responseLatency");

    static final String FORMAT = FIELDS.stream()
            .map(field -> "\"" + field + "\":\"$context." + field + "\"")
            .collect(Collectors.joining(
                    ",", "{", ",\"traceId\":\"$context.xrayTraceId\",\"ip\":\"$context.identity.sourceIp\"}"));

    private AccessLog() {}
}
