package dev.sallyport.core.delivery;

import dev.sallyport.core.ValueStyle;
import java.util.List;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Decides where deliveries may go: to public unicast addresses, by https, on listed ports (guarantee G8).
 *
 * <p>A delivery is judged in two steps: its URL, and then, at every connection, <em>all</em> addresses that its host
 * resolves to. The caller MUST connect to an address that was judged, and judge again after each resolution: a name may
 * resolve to something else the next time. Both steps are pure functions, so that an endpoint meets the same verdict
 * when it is saved, pinged and sent to. Redirects are not judged, for they are not followed.
 *
 * <p>What no address shows is which prefixes of public space a network translates to inner IPv4 addresses (RFC 6052
 * network-specific prefixes, 6rd) or uses for itself: an operator who has such prefixes lists them as refused. Immutable
 * and thread-safe.
 */
@Value.Immutable
@ValueStyle
public abstract class TargetPolicy {

    private static final List<PortRange> HTTPS_PORT = List.of(PortRange.only(443));

    TargetPolicy() {}

    /** Returns the policy with all defaults: https on port 443 to public addresses. */
    public static TargetPolicy ofPublicHttps() {
        return builder().build();
    }

    /** Begins a policy with the defaults named at each attribute. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the attributes of a policy; for one thread. */
    public static final class Builder extends ImmutableTargetPolicy.Builder {

        Builder() {}
    }

    /** Whether http is allowed beside https; default false. Its port must be listed like any other. */
    @Value.Default
    public boolean allowHttp() {
        return false;
    }

    /**
     * Whether 127.0.0.0/8, ::1 and the names of localhost are allowed, for development; default false. Other ways of
     * writing them, such as ::ffff:127.0.0.1, stay refused.
     */
    @Value.Default
    public boolean allowLoopback() {
        return false;
    }

    /** The ports that may be connected to; at least one range, default 443 alone. */
    @Value.Default
    public List<PortRange> ports() {
        return HTTPS_PORT;
    }

    /** Public addresses that are refused all the same; default none. */
    @Value.Default
    public List<AddressBlock> refusedBlocks() {
        return List.of();
    }

    @Value.Check
    void check() {
        if (ports().isEmpty()) {
            throw new IllegalArgumentException("ports must list at least one range");
        }
    }

    /** Judges a URL, and its host if that is an address; a name is judged by what it resolves to. */
    public UrlVerdict judge(String url) {
        return switch (TargetUrlReader.read(url)) {
            case UrlVerdict.Refused refused -> refused;
            case UrlVerdict.Allowed read -> {
                TargetRefusal reason = reasonAgainst(read.url());
                yield reason == null ? read : new UrlVerdict.Refused(reason);
            }
        };
    }

    /** Judges all addresses that a name resolved to: one bad address, or none at all, refuses the name. */
    public AddressVerdict judge(List<IpAddress> addresses) {
        for (IpAddress address : addresses) {
            TargetRefusal reason = reasonAgainst(address);
            if (reason != null) {
                return new AddressVerdict.Refused(reason, address);
            }
        }
        return addresses.isEmpty()
                ? new AddressVerdict.Refused(TargetRefusal.NO_ADDRESS, null)
                : new AddressVerdict.Allowed(addresses);
    }

    private @Nullable TargetRefusal reasonAgainst(TargetUrl url) {
        if (url.scheme().equals("http") && !allowHttp()) {
            return TargetRefusal.SCHEME_NOT_ALLOWED;
        }
        if (ports().stream().noneMatch(range -> range.contains(url.port()))) {
            return TargetRefusal.PORT_NOT_ALLOWED;
        }
        IpAddress literal = url.literal();
        if (literal != null) {
            return reasonAgainst(literal);
        }
        // RFC 6761 section 6.3: these names mean this machine whatever the DNS says.
        boolean loopback = url.host().equals("localhost") || url.host().endsWith(".localhost");
        return loopback && !allowLoopback() ? TargetRefusal.LOOPBACK : null;
    }

    private @Nullable TargetRefusal reasonAgainst(IpAddress address) {
        IpAddress destination = SpecialPurposeBlocks.destinationOf(address);
        if (isRefusedByOperator(address) || isRefusedByOperator(destination)) {
            return TargetRefusal.REFUSED_BY_OPERATOR;
        }
        TargetRefusal reason = SpecialPurposeBlocks.reasonAgainst(destination);
        // Loopback beyond a translator is another machine's: what is allowed here does not reach there.
        boolean allowedLoopback = allowLoopback() && reason == TargetRefusal.LOOPBACK && destination.equals(address);
        return allowedLoopback ? null : reason;
    }

    private boolean isRefusedByOperator(IpAddress address) {
        return refusedBlocks().stream().anyMatch(block -> block.contains(address));
    }
}
