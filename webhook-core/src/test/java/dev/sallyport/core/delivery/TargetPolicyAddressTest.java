package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.AddressVerdict.Allowed;
import dev.sallyport.core.delivery.AddressVerdict.Refused;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPolicyAddressTest {

    private final TargetPolicy policy = TargetPolicy.ofPublicHttps();

    private static IpAddress address(String text) {
        IpAddress address = IpAddress.parse(text);
        assertThat(address).as(text).isNotNull();
        return address;
    }

    private static List<IpAddress> addresses(String... texts) {
        return Arrays.stream(texts).map(TargetPolicyAddressTest::address).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            0.0.0.0                                 => unspecified
            0.255.255.255                           => unspecified
            10.0.0.0                                => private-use
            10.255.255.255                          => private-use
            100.64.0.0                              => shared-address-space
            100.127.255.255                         => shared-address-space
            100.100.100.200                         => cloud-metadata
            127.0.0.0                               => loopback
            127.0.0.1                               => loopback
            127.255.255.255                         => loopback
            168.63.129.16                           => cloud-metadata
            169.254.0.0                             => link-local
            169.254.0.23                            => link-local
            169.254.169.123                         => cloud-metadata
            169.254.169.253                         => cloud-metadata
            169.254.169.254                         => cloud-metadata
            169.254.170.2                           => cloud-metadata
            169.254.170.23                          => cloud-metadata
            169.254.255.255                         => link-local
            172.16.0.0                              => private-use
            172.31.255.255                          => private-use
            192.0.0.0                               => protocol-assignment
            192.0.0.8                               => protocol-assignment
            192.0.0.9                               => protocol-assignment
            192.0.0.170                             => protocol-assignment
            192.0.0.192                             => cloud-metadata
            192.0.0.255                             => protocol-assignment
            192.0.2.0                               => documentation
            192.0.2.255                             => documentation
            192.31.196.1                            => as112
            192.52.193.1                            => amt
            192.88.99.1                             => six-to-four-relay
            192.88.99.2                             => six-to-four-relay
            192.168.0.0                             => private-use
            192.168.255.255                         => private-use
            192.175.48.1                            => as112
            198.18.0.0                              => benchmarking
            198.19.255.255                          => benchmarking
            198.51.100.7                            => documentation
            203.0.113.7                             => documentation
            224.0.0.0                               => multicast
            232.1.2.3                               => multicast
            239.255.255.255                         => multicast
            240.0.0.0                               => reserved
            255.255.255.254                         => reserved
            255.255.255.255                         => broadcast
            ::                                      => unspecified
            ::1                                     => loopback
            ::2                                     => ipv4-compatible
            ::7f00:1                                => ipv4-compatible
            ::8.8.8.8                               => ipv4-compatible
            ::ffff:127.0.0.1                        => ipv4-mapped
            ::ffff:10.0.0.1                         => ipv4-mapped
            ::ffff:169.254.169.254                  => ipv4-mapped
            ::ffff:8.8.8.8                          => ipv4-mapped
            0:0:0:0:0:ffff:7f00:1                   => ipv4-mapped
            ::ffff:0:127.0.0.1                      => ipv4-translated
            ::ffff:0:8.8.8.8                        => ipv4-translated
            ::fffe:8.8.8.8                          => not-global-unicast
            ::1:0:0:0                               => not-global-unicast
            64:ff9b::0.0.0.0                        => unspecified
            64:ff9b::10.0.0.1                       => private-use
            64:ff9b::127.0.0.1                      => loopback
            64:ff9b::169.254.169.254                => cloud-metadata
            64:ff9b::a9fe:a9fe                      => cloud-metadata
            64:ff9b::168.63.129.16                  => cloud-metadata
            64:ff9b::192.168.1.1                    => private-use
            64:ff9b::224.0.0.1                      => multicast
            64:ff9b::1:0:0                          => not-global-unicast
            64:ff9b:1::                             => nat64-local-use
            64:ff9b:1::8.8.8.8                      => nat64-local-use
            64:ff9b:1:ffff:ffff:ffff:ffff:ffff      => nat64-local-use
            64:ff9b:2::                             => not-global-unicast
            100::                                   => discard-only
            100::ffff:ffff:ffff:ffff                => discard-only
            100:0:0:1::                             => dummy-prefix
            100:0:0:2::                             => not-global-unicast
            200::1                                  => not-global-unicast
            1fff:ffff::1                            => not-global-unicast
            2001::                                  => teredo
            2001::1                                 => teredo
            2001:0:4136:e378:8000:63bf:3fff:fdd2    => teredo
            2001:1::1                               => protocol-assignment
            2001:1::2                               => protocol-assignment
            2001:1::3                               => protocol-assignment
            2001:2::1                               => benchmarking
            2001:2:1::1                             => protocol-assignment
            2001:3::1                               => amt
            2001:4:112::1                           => as112
            2001:5::1                               => protocol-assignment
            2001:10::1                              => orchid
            2001:1f:ffff::1                         => orchid
            2001:20::1                              => orchid
            2001:2f:ffff::1                         => orchid
            2001:30::1                              => drone-remote-id
            2001:3f:ffff::1                         => drone-remote-id
            2001:1ff:ffff::1                        => protocol-assignment
            2001:db8::1                             => documentation
            2001:db8:ffff:ffff::1                   => documentation
            2002::                                  => six-to-four
            2002:7f00:1::1                          => six-to-four
            2002:a9fe:a9fe::1                       => six-to-four
            2002:808:808::1                         => six-to-four
            2002:ffff:ffff:ffff::1                  => six-to-four
            2620:4f:8000::1                         => as112
            2a00:1450::5efe:10.0.0.1                => isatap
            2a00:1450::200:5efe:127.0.0.1           => isatap
            2a00:1450::5efe:8.8.8.8                 => isatap
            3fff::1                                 => documentation
            3fff:fff:ffff::1                        => documentation
            4000::1                                 => not-global-unicast
            5f00::1                                 => segment-routing
            5f01::1                                 => not-global-unicast
            8000::1                                 => not-global-unicast
            fbff::1                                 => not-global-unicast
            fc00::1                                 => unique-local
            fd00:ec2::254                           => cloud-metadata
            fd00:ec2::23                            => cloud-metadata
            fd20:ce::254                            => cloud-metadata
            fd20:ce::253                            => unique-local
            fdff:ffff::1                            => unique-local
            fe00::1                                 => not-global-unicast
            fe80::1                                 => link-local
            fe80::5efe:127.0.0.1                    => link-local
            febf:ffff::1                            => link-local
            fec0::1                                 => site-local
            feff:ffff::1                            => site-local
            ff00::                                  => multicast
            ff02::1                                 => multicast
            ff0e::1                                 => multicast
            ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff => multicast
            """)
    void shouldRefuseWhatIsNotPublicUnicast(String text, String code) {
        IpAddress address = address(text);

        AddressVerdict verdict = policy.judge(List.of(address));

        assertThat(verdict).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo(code);
            assertThat(refused.address()).isEqualTo(address);
        });
    }

    /** Most of these stand directly beside a refused block. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "168.63.129.17",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.3.0",
                "192.31.195.255",
                "192.31.197.0",
                "192.52.192.255",
                "192.52.194.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "192.175.47.255",
                "192.175.49.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "64:ff9b::8.8.8.8",
                "64:ff9b::101:101",
                "2000::1",
                "2001:200::1",
                "2001:db7:ffff::1",
                "2001:db9::1",
                "2001:4860:4860::8888",
                "2003::1",
                "2606:4700:4700::1111",
                "2620:4f:7fff::1",
                "2620:4f:8001::1",
                "2a00:1450:4001:80b::200e",
                "2a00:1450::5eff:10.0.0.1",
                "2a00:1450::1:5efe:10.0.0.1",
                "2a00:1450::100:5efe:10.0.0.1",
                "3ffe::1",
                "3fff:1000::1",
            })
    void shouldAllowPublicUnicast(String text) {
        assertThat(policy.judge(addresses(text))).isEqualTo(new Allowed(addresses(text)));
    }

    @Nested
    class SeveralAddresses {

        @Test
        void shouldBeAllowedIfEachIs() {
            List<IpAddress> answers = addresses("8.8.8.8", "2606:4700:4700::1111", "1.1.1.1");

            assertThat(policy.judge(answers)).isEqualTo(new Allowed(answers));
        }

        @Test
        void shouldBeRefusedIfAnyIs() {
            Refused expected = new Refused(TargetRefusal.PRIVATE_USE, address("10.0.0.1"));

            assertThat(policy.judge(addresses("10.0.0.1", "8.8.8.8"))).isEqualTo(expected);
            assertThat(policy.judge(addresses("8.8.8.8", "10.0.0.1"))).isEqualTo(expected);
            assertThat(policy.judge(addresses("8.8.8.8", "1.1.1.1", "10.0.0.1", "::1")))
                    .isEqualTo(expected);
        }

        @Test
        void shouldBeRefusedIfThereIsNone() {
            assertThat(policy.judge(List.of())).isEqualTo(new Refused(TargetRefusal.NO_ADDRESS, null));
        }
    }

    @Nested
    class AllowingLoopback {

        private final TargetPolicy local =
                TargetPolicy.builder().allowLoopback(true).build();

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "127.255.0.7", "::1"})
        void shouldAllowIt(String text) {
            assertThat(local.judge(addresses(text))).isEqualTo(new Allowed(addresses(text)));
        }

        @ParameterizedTest
        @CsvSource({
            "::ffff:127.0.0.1, IPV4_MAPPED",
            "::127.0.0.1, IPV4_COMPATIBLE",
            "64:ff9b::127.0.0.1, LOOPBACK",
            "2002:7f00:1::1, SIX_TO_FOUR",
            "0.0.0.0, UNSPECIFIED",
            "10.0.0.1, PRIVATE_USE",
            "169.254.169.254, CLOUD_METADATA",
        })
        void shouldAllowNothingElse(String text, TargetRefusal reason) {
            assertThat(local.judge(addresses("127.0.0.1", text))).isEqualTo(new Refused(reason, address(text)));
        }
    }

    @Nested
    class RefusedBlocks {

        private final TargetPolicy guarded = TargetPolicy.builder()
                .allowLoopback(true)
                .refusedBlocks(List.of(AddressBlock.parse("8.8.0.0/16"), AddressBlock.parse("2a00:1450::/32")))
                .build();

        @ParameterizedTest
        @ValueSource(strings = {"8.8.8.8", "64:ff9b::8.8.8.8", "2a00:1450::1"})
        void shouldRefuseTheirAddresses(String text) {
            assertThat(guarded.judge(addresses(text)))
                    .isEqualTo(new Refused(TargetRefusal.REFUSED_BY_OPERATOR, address(text)));
        }

        @Test
        void shouldLeaveOthersAlone() {
            assertThat(guarded.judge(addresses("8.9.0.0"))).isInstanceOf(Allowed.class);
        }

        @Test
        void shouldGoBeforeWhatIsAllowed() {
            TargetPolicy policy = TargetPolicy.builder()
                    .from(guarded)
                    .refusedBlocks(List.of(AddressBlock.parse("127.0.0.2/32")))
                    .build();

            assertThat(policy.judge(addresses("127.0.0.2")))
                    .isEqualTo(new Refused(TargetRefusal.REFUSED_BY_OPERATOR, address("127.0.0.2")));
        }
    }
}
