package dev.sallyport.infra.ingress;

import dev.sallyport.infra.function.WebhookFunction;
import java.util.List;

/** The routes that are let in, and who answers them. */
// The lists are copies that nobody can change; their type does not say so.
@SuppressWarnings("ImmutableEnumChecker")
public enum Route {
    /** The generic scheme. */
    WEBHOOK(List.of("/webhook"), List.of("POST"), WebhookFunction.RECEIVER),
    /** Providers' own schemes and handshakes. */
    PROVIDER_WEBHOOKS(List.of("/webhooks/{provider}"), List.of("GET", "POST"), WebhookFunction.RECEIVER),
    /** Liveness. */
    HEALTH(List.of("/health"), List.of("GET"), WebhookFunction.RECEIVER),
    /** Tenants' events. */
    EVENTS(List.of("/events", "/events/{proxy+}"), List.of("ANY"), WebhookFunction.EVENT_API),
    /** Tenants' endpoints. */
    ENDPOINTS(List.of("/endpoints", "/endpoints/{proxy+}"), List.of("ANY"), WebhookFunction.EVENT_API),
    /** Tenants' deliveries. */
    DELIVERIES(List.of("/deliveries", "/deliveries/{proxy+}"), List.of("ANY"), WebhookFunction.EVENT_API),
    /** Operators: who may call is for IAM to say. */
    OPERATE(List.of("/internal/{proxy+}"), List.of("ANY"), WebhookFunction.OPERATOR_API);

    private final List<String> paths;
    private final List<String> methods;
    private final WebhookFunction function;

    Route(List<String> paths, List<String> methods, WebhookFunction function) {
        this.paths = List.copyOf(paths);
        this.methods = List.copyOf(methods);
        this.function = function;
    }

    /** Returns the paths as API Gateway writes them. */
    public List<String> paths() {
        return paths;
    }

    /** Returns the methods, or {@code ANY}. */
    public List<String> methods() {
        return methods;
    }

    /** Returns which function answers. */
    public WebhookFunction function() {
        return function;
    }

    /** Tells whether requests must be signed under an identity of IAM. */
    public boolean asksIam() {
        return this == OPERATE;
    }
}
