package dev.sallyport.core.signature.fuzz;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.WebhookRequest;

/** Repeats the value of one header until it is as long as told: a fuzzer alone would take long to write 64 KiB. */
final class StretchedHeader {

    /** Stretches the first header to 65,536 characters. */
    static final int TO_64_KIB = 16;

    private static final int LONGEST = 1 << TO_64_KIB;

    private StretchedHeader() {}

    /**
     * Stretches a header.
     *
     * @param how below 128: the lower five bits are the length's logarithm, the two above choose the header
     */
    static WebhookRequest stretch(WebhookRequest request, int how) {
        int length = how <= 0 ? 0 : Math.min(1 << (how & 31), LONGEST);
        int which = how >> 5;
        Headers headers = request.headers();
        if (length <= 1 || which >= headers.size()) {
            return request;
        }
        Headers.Builder lines = Headers.builder();
        for (int i = 0; i < headers.size(); i++) {
            String value = headers.valueAt(i);
            lines.add(headers.nameAt(i), i == which && !value.isEmpty() ? repeated(value, length) : value);
        }
        return new WebhookRequest(request.method(), request.url(), lines.build(), request.body(), request.receivedAt());
    }

    private static String repeated(String value, int length) {
        return value.repeat(length / value.length() + 1).substring(0, length);
    }
}
