package dev.sallyport.lambda.telemetry;

import dev.sallyport.core.event.WebhookId;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a function's calls belong to, as a header in the form of X-Ray: that of the invocation, or of the
 * message that brought a webhook. Known to the invocation's thread and those it starts.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">tracing
 *     header</a>
 */
public final class Traces implements Function<WebhookId, @Nullable String> {

    /** Whoever may send a header may send anything: only what is such a header is passed on. */
    private static final Pattern HEADER = Pattern.compile("Root=1-[0-9a-f]{8}-[0-9a-f]{24}"
            + "(;Parent=[0-9a-f]{16})?(;Sampled=[01?])?(;Lineage=[0-9a-z:|]{1,100})?");

    private static final InheritableThreadLocal<Scope> SCOPE = new InheritableThreadLocal<>();

    private record Scope(@Nullable String invocation, Map<WebhookId, String> webhooks) {}

    /** Begins the scope of an invocation; a text that is no header counts as none. */
    void begin(@Nullable String header) {
        SCOPE.set(new Scope(checked(header), Map.of()));
    }

    /** Ends the scope. */
    void end() {
        SCOPE.remove();
    }

    /** Says for the rest of the invocation which webhooks came with a trace of their own. */
    public void enter(Map<WebhookId, String> webhooks) {
        Scope now = SCOPE.get();
        SCOPE.set(new Scope(now == null ? null : now.invocation(), Map.copyOf(webhooks)));
    }

    /** Returns a header if it is one, or else null. */
    public static @Nullable String checked(@Nullable String header) {
        return header != null && HEADER.matcher(header).matches() ? header : null;
    }

    /** Returns the trace of a webhook, or null if there is none. */
    @Override
    public @Nullable String apply(WebhookId webhook) {
        Scope now = SCOPE.get();
        if (now == null) {
            return null;
        }
        String own = now.webhooks().get(webhook);
        return own == null ? now.invocation() : own;
    }
}
