package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.AddressVerdict;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.delivery.TargetRefusal;
import dev.sallyport.core.delivery.TargetUrl;
import dev.sallyport.core.delivery.UrlVerdict;
import dev.sallyport.core.port.out.AddressResolver;
import dev.sallyport.core.port.out.AddressResolver.ResolveOutcome;
import java.time.Duration;
import java.util.List;

/** Judges targets in one way for saving, pinging and sending: the URL, then all addresses that its host has now. */
final class TargetGuard {

    private final TargetPolicy policy;
    private final AddressResolver resolver;

    TargetGuard(TargetPolicy policy, AddressResolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
    }

    GuardVerdict judge(String url, Duration deadline) {
        return switch (policy.judge(url)) {
            case UrlVerdict.Refused refused -> new GuardVerdict.Refused(refused.reason());
            case UrlVerdict.Allowed allowed -> judge(allowed.url(), deadline);
        };
    }

    private GuardVerdict judge(TargetUrl url, Duration deadline) {
        IpAddress literal = url.literal();
        if (literal != null) {
            return judge(url, List.of(literal));
        }
        return switch (resolver.resolve(url.host(), deadline)) {
            case ResolveOutcome.Resolved resolved -> judge(url, resolved.addresses());
            case ResolveOutcome.Unresolved unresolved -> new GuardVerdict.Unresolved(url, unresolved.error());
        };
    }

    private GuardVerdict judge(TargetUrl url, List<IpAddress> addresses) {
        return switch (policy.judge(addresses)) {
            case AddressVerdict.Allowed allowed -> new GuardVerdict.Allowed(url, allowed.addresses());
            case AddressVerdict.Refused refused -> new GuardVerdict.Refused(refused.reason());
        };
    }

    /** Whether a target may be connected to now. */
    sealed interface GuardVerdict {

        /** It may, at these addresses and no others. */
        record Allowed(TargetUrl url, List<IpAddress> addresses) implements GuardVerdict {}

        /** It may not. */
        record Refused(TargetRefusal reason) implements GuardVerdict {}

        /** The URL may, and its host has no address at the moment. */
        record Unresolved(TargetUrl url, DeliveryError error) implements GuardVerdict {}
    }
}
