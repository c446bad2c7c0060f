package dev.sallyport.core.delivery;

import static dev.sallyport.core.delivery.TargetRefusal.*;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The address space that is not public unicast.
 *
 * <p>Sources: the IANA registries of <a
 * href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and <a
 * href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a> special-purpose addresses, of multicast
 * addresses and of the IPv6 address space, as of October 2025. Blocks that are marked globally reachable there (AS112,
 * AMT, anycast services) are refused all the same: none of them holds anyone's endpoint.
 */
final class SpecialPurposeBlocks {

    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.parse("2000::/3");
    private static final AddressBlock NAT64 = AddressBlock.parse("64:ff9b::/96");
    private static final int INTERFACE_ID_AT = 8;

    /** The first block that holds an address says why: exceptions stand before the blocks they are part of. */
    private static final List<Row> ROWS = List.of(
            // Documented by the clouds that answer there: AWS, Azure, Google, Alibaba and Oracle. Azure's wire server
            // is the one among them that only its exact address gives away, for it lies in public space.
            row("169.254.169.254/32", CLOUD_METADATA),
            row("169.254.169.253/32", CLOUD_METADATA),
            row("169.254.169.123/32", CLOUD_METADATA),
            row("169.254.170.2/32", CLOUD_METADATA),
            row("169.254.170.23/32", CLOUD_METADATA),
            row("168.63.129.16/32", CLOUD_METADATA),
            row("100.100.100.200/32", CLOUD_METADATA),
            row("192.0.0.192/32", CLOUD_METADATA),
            row("fd00:ec2::/32", CLOUD_METADATA),
            row("fd20:ce::254/128", CLOUD_METADATA),
            row("0.0.0.0/8", UNSPECIFIED),
            row("10.0.0.0/8", PRIVATE_USE),
            row("100.64.0.0/10", SHARED_ADDRESS_SPACE),
            row("127.0.0.0/8", LOOPBACK),
            row("169.254.0.0/16", LINK_LOCAL),
            row("172.16.0.0/12", PRIVATE_USE),
            row("192.0.0.0/24", PROTOCOL_ASSIGNMENT),
            row("192.0.2.0/24", DOCUMENTATION),
            row("192.31.196.0/24", AS112),
            row("192.52.193.0/24", AMT),
            row("192.88.99.0/24", SIX_TO_FOUR_RELAY),
            row("192.168.0.0/16", PRIVATE_USE),
            row("192.175.48.0/24", AS112),
            row("198.18.0.0/15", BENCHMARKING),
            row("198.51.100.0/24", DOCUMENTATION),
            row("203.0.113.0/24", DOCUMENTATION),
            row("224.0.0.0/4", MULTICAST),
            row("255.255.255.255/32", BROADCAST),
            row("240.0.0.0/4", RESERVED),
            row("::/128", UNSPECIFIED),
            row("::1/128", LOOPBACK),
            row("::ffff:0:0/96", IPV4_MAPPED),
            row("::ffff:0:0:0/96", IPV4_TRANSLATED),
            row("::/96", IPV4_COMPATIBLE),
            row("64:ff9b:1::/48", NAT64_LOCAL_USE),
            row("100::/64", DISCARD_ONLY),
            row("100:0:0:1::/64", DUMMY_PREFIX),
            row("2001::/32", TEREDO),
            row("2001:2::/48", BENCHMARKING),
            row("2001:3::/32", AMT),
            row("2001:4:112::/48", AS112),
            row("2001:10::/28", ORCHID),
            row("2001:20::/28", ORCHID),
            row("2001:30::/28", DRONE_REMOTE_ID),
            row("2001::/23", PROTOCOL_ASSIGNMENT),
            row("2001:db8::/32", DOCUMENTATION),
            row("2002::/16", SIX_TO_FOUR),
            row("2620:4f:8000::/48", AS112),
            row("3fff::/20", DOCUMENTATION),
            row("5f00::/16", SEGMENT_ROUTING),
            row("fc00::/7", UNIQUE_LOCAL),
            row("fe80::/10", LINK_LOCAL),
            row("fec0::/10", SITE_LOCAL),
            row("ff00::/8", MULTICAST));

    private SpecialPurposeBlocks() {}

    private record Row(AddressBlock block, TargetRefusal reason) {}

    private static Row row(String block, TargetRefusal reason) {
        return new Row(AddressBlock.parse(block), reason);
    }

    /** Returns why an address is not public unicast; null if it is. */
    static @Nullable TargetRefusal reasonAgainst(IpAddress address) {
        for (Row row : ROWS) {
            if (row.block.contains(address)) {
                return row.reason;
            }
        }
        if (address.isIpv4()) {
            return null;
        }
        if (!GLOBAL_UNICAST.contains(address)) {
            return NOT_GLOBAL_UNICAST;
        }
        return isIsatap(address) ? ISATAP : null;
    }

    /** Returns the IPv4 address that a well-known NAT64 address (RFC 6052) leads to; other addresses as they are. */
    static IpAddress destinationOf(IpAddress address) {
        return NAT64.contains(address) ? address.lastFourBytes() : address;
    }

    /** RFC 5214 section 6.1: an interface identifier of 00-00-5E-FE, or 02-00-5E-FE, and an IPv4 address. */
    private static boolean isIsatap(IpAddress address) {
        byte[] bytes = address.toByteArray();
        return (bytes[INTERFACE_ID_AT] & ~2) == 0
                && bytes[INTERFACE_ID_AT + 1] == 0
                && bytes[INTERFACE_ID_AT + 2] == 0x5e
                && bytes[INTERFACE_ID_AT + 3] == (byte) 0xfe;
    }
}
