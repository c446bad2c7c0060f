package dev.sallyport.core.port.out;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import java.time.Duration;
import java.util.List;

/** Looks up the addresses of a host name, to be judged before anyone connects to them. */
public interface AddressResolver {

    /**
     * Returns all addresses of a name, of both families, as the DNS gives them now: an answer MUST NOT be kept longer
     * than the DNS allows, and MUST NOT be filtered, for one bad address condemns the name.
     *
     * @param host a name in lower-case ASCII, never an address
     * @param deadline how long it may take; an answer that comes later is a {@code TIMEOUT}
     */
    ResolveOutcome resolve(String host, Duration deadline);

    /** What came of looking up a name. */
    sealed interface ResolveOutcome {

        /**
         * It has these addresses.
         *
         * @param addresses at least one
         */
        record Resolved(List<IpAddress> addresses) implements ResolveOutcome {

            public Resolved {
                addresses = List.copyOf(addresses);
                if (addresses.isEmpty()) {
                    throw new IllegalArgumentException("a name without an address is not resolved");
                }
            }
        }

        /**
         * It has none, or nobody answered.
         *
         * @param error {@code DNS_FAILURE} or {@code TIMEOUT}
         */
        record Unresolved(DeliveryError error) implements ResolveOutcome {}
    }
}
