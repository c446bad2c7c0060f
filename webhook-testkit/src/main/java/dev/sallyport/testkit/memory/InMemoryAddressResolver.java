package dev.sallyport.testkit.memory;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.port.out.AddressResolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Resolves names as it was told: a name that nobody mentioned has the public address 203.0.114.1. Safe for any number of
 * threads.
 */
public final class InMemoryAddressResolver implements AddressResolver {

    private static final String PUBLIC = "203.0.114.1";

    private final Map<String, ResolveOutcome> outcomes = new HashMap<>();

    /** Gives a name these addresses from now on. */
    public synchronized void put(String host, String... addresses) {
        List<IpAddress> parsed = new ArrayList<>();
        for (String address : addresses) {
            parsed.add(parse(address));
        }
        outcomes.put(host, new ResolveOutcome.Resolved(parsed));
    }

    /** Lets looking up a name fail from now on. */
    public synchronized void fail(String host, DeliveryError error) {
        outcomes.put(host, new ResolveOutcome.Unresolved(error));
    }

    @Override
    public synchronized ResolveOutcome resolve(String host, Duration deadline) {
        return outcomes.getOrDefault(host, new ResolveOutcome.Resolved(List.of(parse(PUBLIC))));
    }

    private static IpAddress parse(String text) {
        IpAddress address = IpAddress.parse(text);
        if (address == null) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        return address;
    }
}
