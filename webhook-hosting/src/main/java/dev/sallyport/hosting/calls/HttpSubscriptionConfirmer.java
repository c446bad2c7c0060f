package dev.sallyport.hosting.calls;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SubscriptionConfirmer;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** Confirms subscriptions by GET. Thread-safe. */
final class HttpSubscriptionConfirmer implements SubscriptionConfirmer {

    private final GuardedClient client;

    HttpSubscriptionConfirmer(GuardedClient client) {
        this.client = client;
    }

    @Override
    public void confirm(ProviderId provider, URI url) {
        switch (client.call(url.toString(), HttpGet::new, 0)) {
            case CallOutcome.Answered answered -> {
                if (!answered.isSuccess()) {
                    throw new PortUnavailableException(
                            "the URL that confirms " + provider + " answered " + answered.status());
                }
            }
            case CallOutcome.NotSent notSent ->
                throw new PortUnavailableException("the URL that confirms " + provider + ": " + notSent.reason());
            case CallOutcome.Unanswered unanswered ->
                throw new OutcomeUnknownException("the URL that confirms " + provider + ": " + unanswered.reason());
        }
    }
}
