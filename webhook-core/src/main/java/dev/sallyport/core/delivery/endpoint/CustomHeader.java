package dev.sallyport.core.delivery.endpoint;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A header that a tenant adds to every delivery to an endpoint. Its value is sealed: it is often a credential.
 *
 * @param name a field name (RFC 9110 section 5.1) that is not reserved, 1 to 64 characters
 * @param value sealed
 */
public record CustomHeader(String name, SealedSecret value) {

    /** The most characters of a value. */
    public static final int LONGEST_VALUE = 1_024;

    /** The most headers that an endpoint may have. */
    public static final int MOST = 20;

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
    private static final Pattern VALUE = Pattern.compile("[!-~](?:[ -~\\t]*[!-~])?");

    /** Those that frame the message or the connection, that Sallyport sets itself, or that would mislead a receiver. */
    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "date",
            "expect",
            "forwarded",
            "host",
            "http2-settings",
            "keep-alive",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "via");

    private static final Set<String> RESERVED_PREFIXES =
            Set.of("proxy-", "sallyport-", "sec-", "stripe-", "svix-", "webhook-", "x-forwarded-");

    public CustomHeader {
        if (!isNameWellFormed(name) || isNameReserved(name)) {
            throw new IllegalArgumentException("name must be a field name that is not reserved");
        }
    }

    /** Tells whether the text is a field name of a length that is taken. */
    public static boolean isNameWellFormed(String name) {
        return NAME.matcher(name).matches();
    }

    /** Tells whether the name, in any letter case, is not the tenant's to set. */
    public static boolean isNameReserved(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return RESERVED.contains(lower) || RESERVED_PREFIXES.stream().anyMatch(lower::startsWith);
    }

    /** Tells whether the text is a field value: visible ASCII, with blanks inside only, and not too long. */
    public static boolean isValueWellFormed(String value) {
        return value.length() <= LONGEST_VALUE && VALUE.matcher(value).matches();
    }
}
