package dev.sallyport.core.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a delivery may connect to what a name resolved to. */
public sealed interface AddressVerdict {

    /**
     * It may, to any of these and to no other.
     *
     * @param addresses at least one, in the order in which they were judged
     */
    record Allowed(List<IpAddress> addresses) implements AddressVerdict {

        public Allowed {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * It may not, not even to those addresses of the name that are harmless by themselves.
     *
     * @param address the first that is refused, for operators' eyes: it may tell a tenant about an inner network; null
     *     if there was no address at all
     */
    record Refused(TargetRefusal reason, @Nullable IpAddress address) implements AddressVerdict {}
}
