package dev.sallyport.hosting.calls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host; one that is written as an address has that one. */
@FunctionalInterface
public interface NameLookup {

    /** As the platform does it, with the platform's cache. */
    NameLookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** Returns all addresses, at least one. */
    List<InetAddress> addressesOf(String host) throws UnknownHostException;
}
