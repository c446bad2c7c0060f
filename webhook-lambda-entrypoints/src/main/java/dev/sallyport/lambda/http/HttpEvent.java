package dev.sallyport.lambda.http;

import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.event.Headers;
import dev.sallyport.hosting.web.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found in an event of either form, until it is known which form it is. For one thread. */
final class HttpEvent {

    private static final byte[] NOWHERE = new byte[4];

    String version = "";
    String restMethod = "";
    String restPath = "";
    String rawPath = "";
    String rawQuery = "";
    String httpMethod = "";
    String stage = "";
    String sourceIp = "";
    String body = "";
    boolean base64;
    String principal = "";
    final NamedValues headers = new NamedValues();
    final NamedValues multiValueHeaders = new NamedValues();
    final NamedValues query = new NamedValues();
    final NamedValues multiValueQuery = new NamedValues();
    final List<String> cookies = new ArrayList<>();

    HttpCall toCall() throws MalformedEventException {
        if (version.startsWith("2") && !httpMethod.isEmpty()) {
            return call(HttpEventForm.HTTP, httpMethod, target(withoutStage(), rawQuery), headers);
        }
        if (!restMethod.isEmpty()) {
            NamedValues lines = multiValueHeaders.isEmpty() ? headers : multiValueHeaders;
            NamedValues parameters = multiValueQuery.isEmpty() ? query : multiValueQuery;
            return call(HttpEventForm.REST, restMethod, target(restPath, QueryEncoding.encode(parameters)), lines);
        }
        throw new MalformedEventException("the event is none of a REST API, an HTTP API or a function URL");
    }

    private HttpCall call(HttpEventForm form, String method, String target, NamedValues lines)
            throws MalformedEventException {
        Headers read = headersOf(lines);
        Request request = new Request(method, target, read, HttpEventReader.bytesOf(body, base64), remote());
        return new HttpCall(request, form, principal.isEmpty() ? null : principal, read.first("X-Amzn-Trace-Id"));
    }

    /** A stage other than the default one stands before the path, though no client of a custom domain sent it. */
    private String withoutStage() {
        String prefix = "/" + stage;
        if (stage.isEmpty() || stage.equals("$default") || !rawPath.startsWith(prefix)) {
            return rawPath;
        }
        String rest = rawPath.substring(prefix.length());
        return rest.isEmpty() ? "/" : rest.startsWith("/") ? rest : rawPath;
    }

    private static String target(String path, String query) {
        String absolute = path.startsWith("/") ? path : "/" + path;
        return query.isEmpty() ? absolute : absolute + "?" + query;
    }

    private Headers headersOf(NamedValues lines) {
        Headers.Builder builder = Headers.builder();
        for (int i = 0; i < lines.size(); i++) {
            builder.add(lines.nameAt(i), lines.valueAt(i));
        }
        for (String cookie : cookies) {
            builder.add("Cookie", cookie);
        }
        return builder.build();
    }

    private InetSocketAddress remote() {
        @Nullable IpAddress address = IpAddress.parse(sourceIp);
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(address == null ? NOWHERE : address.toByteArray()), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("addresses have 4 or 16 bytes", e);
        }
    }
}
