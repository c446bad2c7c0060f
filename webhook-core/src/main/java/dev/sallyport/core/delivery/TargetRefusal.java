package dev.sallyport.core.delivery;

import java.util.Locale;

/** Why a target is refused; the names are stable and may be stored and shown. */
public enum TargetRefusal {
    /** The URL has more than {@link TargetUrl#LONGEST} characters. */
    URL_TOO_LONG,
    /** The URL is not written as RFC 3986 has it: spaces, control characters, missing slashes and the like. */
    URL_MALFORMED,
    /** The URL has a backslash, which some readers take for a slash. */
    BACKSLASH,
    /** The URL has a fragment, which is never sent. */
    FRAGMENT,
    /** The scheme is neither https nor an allowed http. */
    SCHEME_NOT_ALLOWED,
    /** The URL holds a user name or password, or an at sign before the host. */
    CREDENTIALS,
    /** The URL names no host. */
    HOST_MISSING,
    /** The host is neither a name of letters, digits and hyphens nor an address. */
    HOST_MALFORMED,
    /** The host has characters outside ASCII; an internationalised name is to be given in its {@code xn--} form. */
    HOST_NOT_ASCII,
    /** The host has percent-encoded characters. */
    HOST_PERCENT_ENCODED,
    /** The host ends with a dot. */
    HOST_TRAILING_DOT,
    /** The host is an IPv4 address in another notation than four plain decimal numbers. */
    ADDRESS_NOTATION,
    /** The IPv6 address has a zone. */
    ZONE_ID,
    /** The port is not a plain number from 1 to 65535. */
    PORT_MALFORMED,
    /** The port is not in the list. */
    PORT_NOT_ALLOWED,

    /** The name has no address. */
    NO_ADDRESS,
    /** The operator's configuration refuses the address. */
    REFUSED_BY_OPERATOR,
    /** This host on this network: 0.0.0.0/8 and ::. */
    UNSPECIFIED,
    /** This machine: 127.0.0.0/8, ::1, and names of localhost. */
    LOOPBACK,
    /** Private networks: RFC 1918. */
    PRIVATE_USE,
    /** Carriers' shared address space: RFC 6598. */
    SHARED_ADDRESS_SPACE,
    /** This link only. */
    LINK_LOCAL,
    /** Where a cloud hands out credentials and configuration to its machines. */
    CLOUD_METADATA,
    /** Protocol assignments of the IETF. */
    PROTOCOL_ASSIGNMENT,
    /** Documentation. */
    DOCUMENTATION,
    /** Benchmarks of network devices. */
    BENCHMARKING,
    /** Sinks of reverse look-ups of private addresses: RFC 7534, RFC 7535. */
    AS112,
    /** Automatic multicast tunnelling: RFC 7450. */
    AMT,
    /** Relays of 6to4, deprecated: RFC 7526. */
    SIX_TO_FOUR_RELAY,
    /** Groups of receivers. */
    MULTICAST,
    /** Reserved for the future: 240.0.0.0/4. */
    RESERVED,
    /** Everyone on the link: 255.255.255.255. */
    BROADCAST,
    /** Private networks of IPv6: RFC 4193. */
    UNIQUE_LOCAL,
    /** Private networks of IPv6 once, deprecated: RFC 3879. */
    SITE_LOCAL,
    /** An IPv4 address dressed as IPv6: ::ffff:0:0/96. */
    IPV4_MAPPED,
    /** An IPv4 address dressed as IPv6, deprecated: ::/96. */
    IPV4_COMPATIBLE,
    /** An IPv4 address dressed as IPv6 by a translator: ::ffff:0:0:0/96, RFC 2765. */
    IPV4_TRANSLATED,
    /** A network's own translation to IPv4: 64:ff9b:1::/48, RFC 8215. */
    NAT64_LOCAL_USE,
    /** A tunnel to an IPv4 address: 2002::/16, RFC 3056. */
    SIX_TO_FOUR,
    /** A tunnel to an IPv4 address: 2001::/32, RFC 4380. */
    TEREDO,
    /** A tunnel to an IPv4 address in the last bits of any prefix: RFC 5214. */
    ISATAP,
    /** Hashes of keys that look like addresses: RFC 4843, RFC 7343. */
    ORCHID,
    /** Identifiers of drones: RFC 9374. */
    DRONE_REMOTE_ID,
    /** Thrown away by routers: RFC 6666. */
    DISCARD_ONLY,
    /** A prefix for nothing: RFC 9780. */
    DUMMY_PREFIX,
    /** Segment identifiers: RFC 9602. */
    SEGMENT_ROUTING,
    /** IPv6 outside 2000::/3, from which alone public unicast addresses are given out. */
    NOT_GLOBAL_UNICAST;

    /** Returns the reason as it is written on the wire: {@code private-use}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
