package dev.sallyport.core.signature.fuzz;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.OutboundRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** A request as text, so that what a fuzzer finds can be read: method and URL, header lines, an empty line, the body. */
final class RequestText {

    private RequestText() {}

    /** Reads any bytes as a request; a line without colon is a header without value. */
    static WebhookRequest read(byte[] text, Instant receivedAt) {
        int from = endOfLine(text, 0);
        String first = line(text, 0, from);
        int blank = first.indexOf(' ');
        Headers.Builder headers = Headers.builder();
        int start = from + 1;
        while (start < text.length) {
            int end = endOfLine(text, start);
            String line = line(text, start, end);
            start = end + 1;
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(": ");
            headers.add(colon < 0 ? line : line.substring(0, colon), colon < 0 ? "" : line.substring(colon + 2));
        }
        byte[] body = Arrays.copyOfRange(text, Math.min(start, text.length), text.length);
        return new WebhookRequest(
                blank < 0 ? "POST" : first.substring(0, blank),
                first.substring(blank + 1),
                headers.build(),
                RawPayload.adopt(body),
                receivedAt);
    }

    private static int endOfLine(byte[] text, int from) {
        for (int i = from; i < text.length; i++) {
            if (text[i] == '\n') {
                return i;
            }
        }
        return text.length;
    }

    private static String line(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }

    /** Writes a request such that reading gives the same. */
    static byte[] write(OutboundRequest request) {
        StringBuilder head = new StringBuilder(request.method())
                .append(' ')
                .append(request.url())
                .append('\n');
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            head.append(headers.nameAt(i))
                    .append(": ")
                    .append(headers.valueAt(i))
                    .append('\n');
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(head.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        text.writeBytes(request.body().toByteArray());
        return text.toByteArray();
    }
}
