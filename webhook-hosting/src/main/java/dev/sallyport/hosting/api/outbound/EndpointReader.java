package dev.sallyport.hosting.api.outbound;

import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.core.delivery.ResponseVerdict.ClientErrors;
import dev.sallyport.core.delivery.endpoint.CustomHeader;
import dev.sallyport.core.delivery.endpoint.EndpointSettings;
import dev.sallyport.core.delivery.endpoint.RateLimit;
import dev.sallyport.core.delivery.endpoint.SecretKind;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.delivery.endpoint.SignatureStyle;
import dev.sallyport.hosting.config.EventTypesReader;
import dev.sallyport.hosting.config.JsonTree;
import dev.sallyport.hosting.config.RetryReader;
import dev.sallyport.hosting.config.Section;
import dev.sallyport.hosting.config.YamlValue;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a tenant asks of an endpoint. Mistakes are noted in the section; what is wrong is left out. */
final class EndpointReader {

    private static final List<String> SETTINGS = List.of(
            "url",
            "description",
            "eventTypes",
            "payloadFilter",
            "headers",
            "signatures",
            "stripeHeader",
            "retry",
            "clientErrors",
            "timeout",
            "rateLimit",
            "maxInFlight",
            "ordered");

    /** What answers say beside the settings; sent back, it is passed over. */
    private static final List<String> TOLD =
            List.of("endpointId", "tenant", "headerNames", "enabled", "disabled", "health", "secrets", "createdAt");

    /** The names in an endpoint to change. */
    static final List<String> KNOWN = both(SETTINGS, TOLD);

    /** The names in an endpoint to create. */
    static final List<String> KNOWN_AT_FIRST = both(List.of("secretKind", "secret"), KNOWN);

    static final Map<String, SignatureStyle> STYLES =
            Map.of("standard-webhooks", SignatureStyle.STANDARD_WEBHOOKS, "stripe", SignatureStyle.STRIPE);

    static final Map<String, ClientErrors> CLIENT_ERRORS =
            Map.of("retry", ClientErrors.RETRY, "give-up", ClientErrors.GIVE_UP);

    static final Map<String, SecretKind> SECRET_KINDS =
            Map.of("symmetric", SecretKind.SYMMETRIC, "ed25519", SecretKind.ED25519);

    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LONGEST_PERIOD = Duration.ofDays(1);
    private static final int MOST_ATTEMPTS_IN_A_PERIOD = 1_000_000;

    private final Duration usualTimeout;

    /**
     * Makes a reader.
     *
     * @param usualTimeout the timeout of endpoints that name none
     */
    EndpointReader(Duration usualTimeout) {
        this.usualTimeout = usualTimeout;
    }

    /** Returns the settings, right as far as can be told without looking anything up. */
    EndpointSettings settings(Section section) {
        EndpointSettings.Builder settings = EndpointSettings.builder()
                .url(url(section))
                .addAllEventTypes(eventTypes(section))
                .signatureStyles(styles(section))
                .clientErrors(section.choice("clientErrors", CLIENT_ERRORS, ClientErrors.RETRY))
                .timeout(timeout(section))
                .rateLimit(rateLimit(section))
                .maxInFlight(section.integer("maxInFlight", 1, EndpointSettings.MOST_IN_FLIGHT, 50))
                .ordered(section.flag("ordered", false));
        describe(section, settings);
        YamlValue filter = section.value("payloadFilter");
        if (filter instanceof Scalar) {
            section.problems().add(filter.at(), "'payloadFilter' must be an object, such as {\"amount\": [100]}");
        } else if (filter != null) {
            settings.payloadFilter(JsonTree.write(filter));
        }
        Section retry = section.section("retry", RetryReader.OF_DELIVERIES);
        if (retry != null) {
            settings.retryPolicy(RetryReader.ofDeliveries(retry));
        }
        return settings.build();
    }

    /** Returns the custom headers, names to values; null if nothing is said of them. */
    @Nullable
    Map<String, String> headers(Section section) {
        return section.has("headers") ? section.texts("headers") : null;
    }

    SecretKind secretKind(Section section, String name, SecretKind usual) {
        return section.choice(name, SECRET_KINDS, usual);
    }

    @Nullable
    SecretText ownSecret(Section section) {
        Scalar secret = section.scalar("secret");
        return secret == null ? null : SecretText.of(secret.text());
    }

    private static String url(Section section) {
        Scalar url = section.scalar("url");
        if (url == null) {
            if (!section.has("url")) {
                section.problems().add(section.at(), "an endpoint needs a 'url', such as https://example.com/hook");
            }
            return "";
        }
        return url.text();
    }

    private static void describe(Section section, EndpointSettings.Builder settings) {
        Scalar description = section.scalar("description");
        if (description != null) {
            if (description.text().length() <= EndpointSettings.LONGEST_DESCRIPTION) {
                settings.description(description.text());
            } else {
                section.problems()
                        .add(
                                description.at(),
                                "'description' has at most " + EndpointSettings.LONGEST_DESCRIPTION + " characters");
            }
        }
        Scalar header = section.scalar("stripeHeader");
        if (header != null) {
            boolean right = CustomHeader.isNameWellFormed(header.text())
                    && (header.text().equalsIgnoreCase("Stripe-Signature")
                            || !CustomHeader.isNameReserved(header.text()));
            if (right) {
                settings.stripeHeader(header.text());
            } else {
                section.problems()
                        .add(
                                header.at(),
                                "'stripeHeader' must be a header's name that is not reserved: Acme-Signature");
            }
        }
    }

    private static List<EventTypePattern> eventTypes(Section section) {
        List<EventTypePattern> patterns = EventTypesReader.read(section, "eventTypes");
        if (patterns.size() > EndpointSettings.MOST_PATTERNS) {
            section.problems()
                    .add(
                            section.positionOf("eventTypes"),
                            "'eventTypes' holds at most " + EndpointSettings.MOST_PATTERNS + " patterns");
            return List.of();
        }
        return patterns;
    }

    private static Set<SignatureStyle> styles(Section section) {
        Set<SignatureStyle> styles = EnumSet.noneOf(SignatureStyle.class);
        for (Scalar word : section.scalars("signatures", "[\"standard-webhooks\"]")) {
            SignatureStyle style = STYLES.get(word.text());
            if (style == null) {
                section.problems().add(word.at(), "a signature is standard-webhooks or stripe");
            } else {
                styles.add(style);
            }
        }
        if (section.isEmptyList("signatures")) {
            section.problems()
                    .add(section.positionOf("signatures"), "'signatures' is empty: name standard-webhooks or stripe");
        }
        return styles.isEmpty() ? Set.of(SignatureStyle.STANDARD_WEBHOOKS) : styles;
    }

    private Duration timeout(Section section) {
        Duration timeout = section.duration("timeout");
        if (timeout == null) {
            return usualTimeout;
        }
        if (timeout.compareTo(SHORTEST_TIMEOUT) >= 0 && timeout.compareTo(LONGEST_TIMEOUT) <= 0) {
            return timeout;
        }
        section.problems().add(section.positionOf("timeout"), "'timeout' must be from PT1S to PT1M");
        return usualTimeout;
    }

    private static @Nullable RateLimit rateLimit(Section section) {
        Section limit = section.section("rateLimit", List.of("attempts", "period", "burst"));
        if (limit == null) {
            return null;
        }
        if (!limit.has("attempts")) {
            limit.problems().add(limit.at(), "'rateLimit' needs 'attempts', how many a period takes");
            return null;
        }
        int attempts = limit.integer("attempts", 1, MOST_ATTEMPTS_IN_A_PERIOD, 1);
        Duration given = limit.duration("period");
        Duration period = given == null ? Duration.ofSeconds(1) : given;
        if (period.compareTo(Duration.ofMillis(1)) < 0 || period.compareTo(LONGEST_PERIOD) > 0) {
            limit.problems().add(limit.positionOf("period"), "'period' must be from PT0.001S to P1D");
            return null;
        }
        return limit.has("burst")
                ? new RateLimit(attempts, period, limit.integer("burst", 1, attempts, 1))
                : RateLimit.of(attempts, period);
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
