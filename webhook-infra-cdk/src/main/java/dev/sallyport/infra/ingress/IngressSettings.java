package dev.sallyport.infra.ingress;

import dev.sallyport.infra.settings.PropsStyle;
import java.util.Set;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Where requests come in. */
@PropsStyle
@Value.Immutable
public interface IngressSettings {

    /** Returns a builder of settings, all with defaults. */
    static Builder builder() {
        return new Builder();
    }

    /** Returns the kind of door; default a REST API. */
    @Value.Default
    default Kind kind() {
        return Kind.REST_API;
    }

    /** Returns how many requests per second are let in by the REST API, 1 or more; default 10,000. */
    @Value.Default
    default int requestsPerSecond() {
        return 10_000;
    }

    /** Returns how many requests are let in at once by the REST API, 1 or more; default 5,000. */
    @Value.Default
    default int burst() {
        return 5_000;
    }

    /**
     * Returns the routes of the REST API that ask for an API key in {@code x-api-key}, which a usage plan counts; default
     * none. Only callers that can send such a header can be asked for it: most providers cannot.
     */
    Set<Route> keyedRoutes();

    /** Returns a domain of one's own for the REST API; null for the name that AWS gives it. */
    @Nullable
    CustomDomain domain();

    /**
     * Returns whether to make the role under which API Gateway writes logs. It is one setting of the whole account and
     * region: false if another stack has made it, and this one must not change it, nor delete it at its end. Default true.
     */
    @Value.Default
    default boolean accountLogRole() {
        return true;
    }

    /** Refuses what the chosen door does not have. */
    @Value.Check
    default void check() {
        if (requestsPerSecond() < 1 || burst() < 1) {
            throw new IllegalArgumentException("an API that lets in less than one request lets in none");
        }
        if (kind() == Kind.FUNCTION_URL && (domain() != null || !keyedRoutes().isEmpty())) {
            throw new IllegalArgumentException(
                    "URLs of functions have neither API keys nor domains of one's own: use the REST API for these");
        }
    }

    /** Doors. */
    enum Kind {
        /** API Gateway: throttles, asks for headers and API keys, and can have a domain of its own. */
        REST_API,
        /** URLs of the functions: a quarter cheaper, and nothing stands before the functions. */
        FUNCTION_URL
    }

    /**
     * A domain of one's own.
     *
     * @param name such as {@code hooks.example.com}
     * @param certificateArn of a certificate for it in ACM, in the stack's region
     */
    record CustomDomain(String name, String certificateArn) {}

    /** Builds settings. */
    final class Builder extends ImmutableIngressSettings.Builder {
        Builder() {}
    }
}
