package dev.sallyport.core.application.outbound;

import dev.sallyport.core.application.outbound.TargetGuard.GuardVerdict;
import dev.sallyport.core.delivery.endpoint.CustomHeader;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.delivery.endpoint.SignatureStyle;
import dev.sallyport.core.port.in.ManageEndpointsUseCase.Problem;
import dev.sallyport.core.port.out.EventFilter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with what a tenant asks of an endpoint, all of it at once. */
final class EndpointChecks {

    private static final String SYMMETRIC_PREFIX = "whsec_";
    private static final String ED25519_PREFIX = "whsk_";

    private final TargetGuard guard;
    private final EventFilter filter;

    EndpointChecks(TargetGuard guard, EventFilter filter) {
        this.guard = guard;
        this.filter = filter;
    }

    /** Returns the settings with the URL in its normal form, or what is wrong with them. */
    Checked settings(EndpointSettings settings, @Nullable Map<String, String> headers) {
        List<Problem> problems = new ArrayList<>();
        String url = settings.url();
        switch (guard.judge(settings.url(), settings.timeout())) {
            case GuardVerdict.Allowed allowed -> url = allowed.url().text();
            // A name that does not resolve yet may do so before the first delivery, which is judged again.
            case GuardVerdict.Unresolved unresolved -> url = unresolved.url().text();
            case GuardVerdict.Refused refused ->
                problems.add(
                        new Problem("url", refused.reason().code(), "the URL is one that deliveries may not go to"));
        }
        String pattern = settings.payloadFilter();
        String problem = pattern == null ? null : filter.problemWith(pattern);
        if (problem != null) {
            problems.add(new Problem("payloadFilter", "malformed-filter", problem));
        }
        if (headers != null) {
            checkHeaders(headers, settings, problems);
        }
        return new Checked(EndpointSettings.builder().from(settings).url(url).build(), problems);
    }

    private static void checkHeaders(Map<String, String> headers, EndpointSettings settings, List<Problem> problems) {
        if (headers.size() > CustomHeader.MOST) {
            problems.add(new Problem("headers", "too-many-headers", "at most " + CustomHeader.MOST + " headers"));
        }
        TreeSet<String> names = new TreeSet<>();
        headers.forEach((name, value) -> {
            if (!CustomHeader.isNameWellFormed(name)) {
                problems.add(new Problem("headers", "malformed-header", "a name is not a field name of HTTP"));
            } else if (CustomHeader.isNameReserved(name) || name.equalsIgnoreCase(settings.stripeHeader())) {
                problems.add(new Problem("headers", "reserved-header", "'" + name + "' is reserved"));
            } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
                problems.add(new Problem("headers", "repeated-header", "'" + name + "' is given more than once"));
            }
            if (!CustomHeader.isValueWellFormed(value)) {
                problems.add(new Problem(
                        "headers",
                        "malformed-header",
                        "a value is not 1 to " + CustomHeader.LONGEST_VALUE + " characters of visible ASCII"));
            }
        });
    }

    /** Returns what is wrong with settings beside custom headers that stay as they are. */
    List<Problem> beside(List<CustomHeader> kept, EndpointSettings settings) {
        return kept.stream().anyMatch(header -> header.name().equalsIgnoreCase(settings.stripeHeader()))
                ? List.of(new Problem(
                        "stripeHeader", "repeated-header", "'" + settings.stripeHeader() + "' is a custom header, too"))
                : List.of();
    }

    /** Returns what is wrong with a secret of that kind for an endpoint of those settings. */
    List<Problem> secret(SecretKind kind, @Nullable SecretText own, EndpointSettings settings) {
        List<Problem> problems = new ArrayList<>();
        if (kind != SecretKind.SYMMETRIC && settings.signatureStyles().contains(SignatureStyle.STRIPE)) {
            problems.add(new Problem("secretKind", "secret-kind", "Stripe-style signatures need a symmetric secret"));
        }
        if (own != null && !isWellFormed(kind, own)) {
            problems.add(new Problem(
                    "secret",
                    "malformed-secret",
                    switch (kind) {
                        case SYMMETRIC -> "a symmetric secret is 'whsec_' and the Base64 of 24 to 64 bytes";
                        case ED25519 -> "an Ed25519 secret is 'whsk_' and the Base64 of 64 bytes, seed and public key";
                    }));
        }
        return problems;
    }

    private static boolean isWellFormed(SecretKind kind, SecretText secret) {
        String text = secret.reveal();
        return switch (kind) {
            case SYMMETRIC -> hasBytes(text, SYMMETRIC_PREFIX, 24, 64);
            case ED25519 -> hasBytes(text, ED25519_PREFIX, 64, 64);
        };
    }

    private static boolean hasBytes(String text, String prefix, int least, int most) {
        if (!text.startsWith(prefix)) {
            return false;
        }
        try {
            int length = Base64.getDecoder().decode(text.substring(prefix.length())).length;
            return length >= least && length <= most;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * What was found.
     *
     * @param settings normalised
     * @param problems none if all is well
     */
    record Checked(EndpointSettings settings, List<Problem> problems) {}
}
