package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.delivery.UrlVerdict.Allowed;
import dev.sallyport.core.delivery.UrlVerdict.Refused;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TargetPolicyUrlTest {

    private final TargetPolicy policy = TargetPolicy.ofPublicHttps();

    private static String code(UrlVerdict verdict) {
        return verdict instanceof Refused refused ? refused.reason().code() : "allowed";
    }

    private static TargetUrl allowed(UrlVerdict verdict) {
        assertThat(verdict).isInstanceOf(Allowed.class);
        return ((Allowed) verdict).url();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            https://example.com                     => https://example.com/
            https://example.com/                    => https://example.com/
            https://example.com:443/a               => https://example.com/a
            HTTPS://Hooks.EXAMPLE.com/A             => https://hooks.example.com/A
            https://example.com?a=b                 => https://example.com/?a=b
            https://example.com/a?b=https://x@y/    => https://example.com/a?b=https://x@y/
            https://example.com/@/..//%2e%2e/%5C    => https://example.com/@/..//%2e%2e/%5C
            https://example.com/!$&()*+,;=:~._-     => https://example.com/!$&()*+,;=:~._-
            https://xn--bcher-kva.example/          => https://xn--bcher-kva.example/
            https://a-b.c3.example/                 => https://a-b.c3.example/
            https://3com.example/                   => https://3com.example/
            https://127.0.0.1.example/              => https://127.0.0.1.example/
            https://0x7f.example/                   => https://0x7f.example/
            https://localhost.example/              => https://localhost.example/
            https://intranet/                       => https://intranet/
            https://8.8.8.8/                        => https://8.8.8.8/
            https://[2606:4700:4700::1111]/         => https://[2606:4700:4700::1111]/
            https://[2606:4700:4700:0:0:0:0:1111]:443/ => https://[2606:4700:4700::1111]/
            https://[64:FF9B::8.8.8.8]/             => https://[64:ff9b::808:808]/
            """)
    void shouldAllowPlainUrls(String url, String text) {
        assertThat(allowed(policy.judge(url)).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            http://example.com/                     => scheme-not-allowed
            ftp://example.com/                      => scheme-not-allowed
            file:///etc/passwd                      => scheme-not-allowed
            gopher://example.com/_x                 => scheme-not-allowed
            javascript:alert(1)                     => scheme-not-allowed
            data:text/plain,x                       => scheme-not-allowed
            jar:https://example.com!/x              => scheme-not-allowed
            unix:/var/run/docker.sock               => scheme-not-allowed
            localhost:443                           => scheme-not-allowed
            ws://example.com/                       => scheme-not-allowed
            httpss://example.com/                   => scheme-not-allowed
            example.com                             => url-malformed
            //example.com/                          => url-malformed
            /etc/passwd                             => url-malformed
            ://example.com                          => url-malformed
            1https://example.com/                   => url-malformed
            https:example.com                       => url-malformed
            https:/example.com                      => url-malformed
            https:                                  => url-malformed
            https://                                => host-missing
            https:///example.com                    => host-missing
            https:////example.com                   => host-missing
            https://?a                              => host-missing
            https://:443/                           => host-missing
            https://user@example.com/               => credentials
            https://user:pass@example.com/          => credentials
            https://@example.com/                   => credentials
            https://:@example.com/                  => credentials
            https://example.com@127.0.0.1/          => credentials
            https://example.com:443@127.0.0.1/      => credentials
            https://127.0.0.1@example.com/          => credentials
            https://a@b@example.com/                => credentials
            https://[::1]@example.com/              => credentials
            https://example.com/#a                  => fragment
            https://example.com#                    => fragment
            https://example.com#@127.0.0.1/         => fragment
            https://127.0.0.1#.example.com/         => fragment
            https://example.com/a%                  => url-malformed
            https://example.com/%zz                 => url-malformed
            https://example.com/%2                  => url-malformed
            https://example.com/[a]                 => url-malformed
            https://example.com/a|b                 => url-malformed
            https://example.com/{a}                 => url-malformed
            https://example.com/?a=<b>              => url-malformed
            https://example.com/?a="b"              => url-malformed
            https://example.com/^`                  => url-malformed
            https://127.1/                          => address-notation
            https://127.0.1/                        => address-notation
            https://127/                            => address-notation
            https://0/                              => address-notation
            https://2130706433/                     => address-notation
            https://017700000001/                   => address-notation
            https://0x7f000001/                     => address-notation
            https://0X7F000001/                     => address-notation
            https://0x7f.0.0.1/                     => address-notation
            https://0x7f.1/                         => address-notation
            https://0177.0.0.1/                     => address-notation
            https://0177.0x0.0.01/                  => address-notation
            https://127.0.0.01/                     => address-notation
            https://127.0.0.0x1/                    => address-notation
            https://127.0.0.0x/                     => address-notation
            https://127.000.000.001/                => address-notation
            https://127.0.0.256/                    => address-notation
            https://127.0.0.1.1/                    => address-notation
            https://4294967297/                     => address-notation
            https://99999999999999999999/           => address-notation
            https://8.8.2056/                       => address-notation
            https://08.8.8.8/                       => address-notation
            https://0x08080808/                     => address-notation
            https://..1/                            => address-notation
            https://example.1/                      => address-notation
            https://example.0x7f/                   => address-notation
            https://127.0.0.1./                     => host-trailing-dot
            https://2130706433./                    => host-trailing-dot
            https://example.com./                   => host-trailing-dot
            https://localhost./                     => host-trailing-dot
            https://./                              => host-trailing-dot
            https://example.com../                  => host-trailing-dot
            https://%31%32%37.0.0.1/                => host-percent-encoded
            https://127%2e0%2e0%2e1/                => host-percent-encoded
            https://example%2ecom/                  => host-percent-encoded
            https://example.com%00.evil.example/    => host-percent-encoded
            https://example.com%23@evil.example/    => credentials
            https://example.com%40evil.example/     => host-percent-encoded
            https://%6cocalhost/                    => host-percent-encoded
            https://[fe80::1%25eth0]/               => zone-id
            https://[fe80::1%eth0]/                 => zone-id
            https://[2606:4700:4700::1111%251]/     => zone-id
            https://[::1]/                          => loopback
            https://[0:0:0:0:0:0:0:1]/              => loopback
            https://[0000:0000:0000:0000:0000:0000:0000:0001]/ => loopback
            https://[::]/                           => unspecified
            https://[::ffff:127.0.0.1]/             => ipv4-mapped
            https://[::ffff:7f00:1]/                => ipv4-mapped
            https://[::ffff:8.8.8.8]/               => ipv4-mapped
            https://[::127.0.0.1]/                  => ipv4-compatible
            https://[::ffff:0:127.0.0.1]/           => ipv4-translated
            https://[64:ff9b::169.254.169.254]/     => cloud-metadata
            https://[64:ff9b:1::1]/                 => nat64-local-use
            https://[2002:7f00:1::]/                => six-to-four
            https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/ => teredo
            https://[2a00:1450::5efe:7f00:1]/       => isatap
            https://[fd00:ec2::254]/                => cloud-metadata
            https://[fc00::1]/                      => unique-local
            https://[FE80::1]/                      => link-local
            https://[ff02::1]/                      => multicast
            https://[::ffff:127.1]/                 => host-malformed
            https://[::ffff:0177.0.0.1]/            => host-malformed
            https://[::ffff:127.0.0.256]/           => host-malformed
            https://[127.0.0.1]/                    => host-malformed
            https://[example.com]/                  => host-malformed
            https://[]/                             => host-malformed
            https://[::1/                           => host-malformed
            https://[::1]x/                         => host-malformed
            https://[::1]:443:443/                  => port-malformed
            https://[:::1]/                         => host-malformed
            https://[1::2::3]/                      => host-malformed
            https://[1:2:3:4:5:6:7]/                => host-malformed
            https://[1:2:3:4:5:6:7:8:9]/            => host-malformed
            https://[00001::1]/                     => host-malformed
            https://[v1.fe80::a]/                   => host-malformed
            https://::1/                            => host-malformed
            https://2001:db8::1/                    => host-malformed
            https://example.com:443:80/             => host-malformed
            https://exa[mple].com/                  => host-malformed
            https://127.0.0.1/                      => loopback
            https://127.0.0.1:443/                  => loopback
            https://127.99.88.77/                   => loopback
            https://0.0.0.0/                        => unspecified
            https://10.1.2.3/                       => private-use
            https://172.20.0.1/                     => private-use
            https://192.168.1.1/                    => private-use
            https://100.64.0.1/                     => shared-address-space
            https://169.254.169.254/latest/meta-data/ => cloud-metadata
            https://168.63.129.16/machine           => cloud-metadata
            https://100.100.100.200/                => cloud-metadata
            https://224.0.0.1/                      => multicast
            https://255.255.255.255/                => broadcast
            https://localhost/                      => loopback
            https://LOCALHOST/                      => loopback
            https://a.b.localhost/                  => loopback
            https://exa_mple.com/                   => host-malformed
            https://-example.com/                   => host-malformed
            https://example-.com/                   => host-malformed
            https://example..com/                   => host-malformed
            https://.example.com/                   => host-malformed
            https://example.1com/                   => host-malformed
            https://exam!ple.com/                   => host-malformed
            https://example.com,evil.example/       => host-malformed
            https://example.com;evil.example/       => host-malformed
            https://example.com&evil.example/       => host-malformed
            https://*.example.com/                  => host-malformed
            https://example.com:/                   => port-malformed
            https://example.com:0/                  => port-malformed
            https://example.com:0443/               => port-malformed
            https://example.com:+443/               => port-malformed
            https://example.com:-1/                 => port-malformed
            https://example.com:65536/              => port-malformed
            https://example.com:66979/              => port-malformed
            https://example.com:4294967739/         => port-malformed
            https://example.com:443a/               => port-malformed
            https://example.com:0x1bb/              => port-malformed
            https://example.com:80/                 => port-not-allowed
            https://example.com:22/                 => port-not-allowed
            https://example.com:8443/               => port-not-allowed
            https://example.com:65535/              => port-not-allowed
            """)
    void shouldRefuseWhatIsOutOfBoundsOrInDoubt(String url, String code) {
        assertThat(code(policy.judge(url))).isEqualTo(code);
    }

    static Stream<Arguments> unprintableUrls() {
        return Stream.of(
                Arguments.of("", "url-malformed"),
                Arguments.of(" https://example.com/", "url-malformed"),
                Arguments.of("https://example.com/ ", "url-malformed"),
                Arguments.of("https://exam ple.com/", "url-malformed"),
                Arguments.of("https://example.com/a b", "url-malformed"),
                Arguments.of("https://example.com/\r\nHost: evil", "url-malformed"),
                Arguments.of("https://exa\tmple.com/", "url-malformed"),
                Arguments.of("ht\ntps://example.com/", "url-malformed"),
                Arguments.of("https://example.com\u0000.evil.example/", "url-malformed"),
                Arguments.of("https://example.com/\u007f", "url-malformed"),
                Arguments.of("https://example.com\\@127.0.0.1/", "backslash"),
                Arguments.of("https://127.0.0.1\\.example.com/", "backslash"),
                Arguments.of("https:\\\\example.com/", "backslash"),
                Arguments.of("https://example.com/a\\b", "backslash"),
                Arguments.of("https://１２７.0.0.1/", "host-not-ascii"),
                Arguments.of("https://127。0。0。1/", "host-not-ascii"),
                Arguments.of("https://①②⑦.⓪.⓪.①/", "host-not-ascii"),
                Arguments.of("https://ｌocalhost/", "host-not-ascii"),
                Arguments.of("https://bücher.example/", "host-not-ascii"),
                Arguments.of("https://exam\u00adple.com/", "host-not-ascii"),
                Arguments.of("https://example.com\u200b/", "host-not-ascii"),
                Arguments.of("https://example.com:４４３/", "host-not-ascii"),
                Arguments.of("https://example.com／@evil.example/", "credentials"),
                Arguments.of("https://١٢٧.0.0.1/", "host-not-ascii"),
                Arguments.of("https://example.com/ä", "url-malformed"),
                Arguments.of("https://example.com/\u2028", "url-malformed"),
                Arguments.of("ｈttps://example.com/", "url-malformed"),
                Arguments.of("https://" + "a".repeat(64) + ".example/", "host-malformed"),
                Arguments.of("https://" + "a.".repeat(126) + "aa/", "host-malformed"),
                Arguments.of("https://example.com/" + "a".repeat(2029), "url-too-long"));
    }

    @ParameterizedTest
    @MethodSource("unprintableUrls")
    void shouldRefuseCharactersThatReadersDifferAbout(String url, String code) {
        assertThat(code(policy.judge(url))).isEqualTo(code);
    }

    @Test
    void shouldAllowTheLongestUrlAndTheLongestName() {
        assertThat(code(policy.judge("https://example.com/" + "a".repeat(2028))))
                .isEqualTo("allowed");
        assertThat(code(policy.judge("https://" + "a.".repeat(126) + "a/"))).isEqualTo("allowed");
        assertThat(code(policy.judge("https://" + "a".repeat(63) + ".example/")))
                .isEqualTo("allowed");
    }

    @Nested
    class Configuration {

        @Test
        void shouldAllowHttpOnItsListedPort() {
            TargetPolicy http = TargetPolicy.builder()
                    .allowHttp(true)
                    .ports(List.of(PortRange.only(443), PortRange.only(80)))
                    .build();

            assertThat(allowed(http.judge("http://example.com/a")).text()).isEqualTo("http://example.com/a");
            assertThat(code(http.judge("https://example.com/"))).isEqualTo("allowed");
            assertThat(code(http.judge("http://example.com:8080/"))).isEqualTo("port-not-allowed");
            assertThat(code(http.judge("http://127.0.0.1/"))).isEqualTo("loopback");
        }

        @Test
        void shouldNotListThePortOfHttpByItself() {
            TargetPolicy http = TargetPolicy.builder().allowHttp(true).build();

            assertThat(code(http.judge("http://example.com/"))).isEqualTo("port-not-allowed");
            assertThat(allowed(http.judge("http://example.com:443/")).text()).isEqualTo("http://example.com:443/");
        }

        @Test
        void shouldAllowPortsByRange() {
            TargetPolicy ranges = TargetPolicy.builder()
                    .ports(List.of(new PortRange(8000, 8999), PortRange.only(443)))
                    .build();

            assertThat(code(ranges.judge("https://example.com:8000/"))).isEqualTo("allowed");
            assertThat(code(ranges.judge("https://example.com:8999/"))).isEqualTo("allowed");
            assertThat(code(ranges.judge("https://example.com:7999/"))).isEqualTo("port-not-allowed");
            assertThat(code(ranges.judge("https://example.com:9000/"))).isEqualTo("port-not-allowed");
        }

        @Test
        void shouldAllowLoopbackOnly() {
            TargetPolicy local = TargetPolicy.builder().allowLoopback(true).build();

            assertThat(code(local.judge("https://127.0.0.1/"))).isEqualTo("allowed");
            assertThat(code(local.judge("https://[::1]/"))).isEqualTo("allowed");
            assertThat(code(local.judge("https://localhost/"))).isEqualTo("allowed");
            assertThat(code(local.judge("https://[::ffff:127.0.0.1]/"))).isEqualTo("ipv4-mapped");
            assertThat(code(local.judge("https://127.1/"))).isEqualTo("address-notation");
            assertThat(code(local.judge("https://10.0.0.1/"))).isEqualTo("private-use");
        }

        @Test
        void shouldRefuseNoPortsAtAllAndPortsOutOfRange() {
            assertThatThrownBy(() -> TargetPolicy.builder().ports(List.of()).build())
                    .hasMessage("ports must list at least one range");
            assertThatThrownBy(() -> PortRange.only(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> PortRange.only(65_536)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new PortRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class WhatIsRead {

        @Test
        void shouldNameEachPart() {
            TargetUrl url = allowed(policy.judge("https://Example.com/a/b?c=d"));

            assertThat(url.scheme()).isEqualTo("https");
            assertThat(url.host()).isEqualTo("example.com");
            assertThat(url.literal()).isNull();
            assertThat(url.port()).isEqualTo(443);
            assertThat(url.pathAndQuery()).isEqualTo("/a/b?c=d");
        }

        @Test
        void shouldHoldALiteralAddress() {
            assertThat(allowed(policy.judge("https://8.8.8.8/")).literal()).isEqualTo(IpAddress.parse("8.8.8.8"));
            TargetUrl ipv6 = allowed(policy.judge("https://[2606:4700:4700::1111]/"));
            assertThat(ipv6.literal()).isEqualTo(IpAddress.parse("2606:4700:4700::1111"));
            assertThat(ipv6.host()).isEqualTo("2606:4700:4700::1111");
        }

        @Test
        void shouldEqualWhatIsReadFromItsText() {
            TargetUrl url = allowed(policy.judge("HTTPS://EXAMPLE.com:443?x"));

            assertThat(allowed(policy.judge(url.text()))).isEqualTo(url).hasSameHashCodeAs(url);
        }

        @Test
        void shouldMeanTheSameHostToOtherReaders() {
            for (String text : List.of(
                    "https://example.com/a?b",
                    "https://127.0.0.1.example/",
                    "https://8.8.8.8/",
                    "https://[64:ff9b::8.8.8.8]/",
                    "https://example.com/@/..//%2e%2e/%5C",
                    "https://a-b.c3.example?x=//y@z:1/")) {
                TargetUrl url = allowed(policy.judge(text));

                assertThat(url.toUri().getHost().replaceAll("[\\[\\]]", "")).isEqualTo(url.host());
                assertThat(url.toUri().getRawUserInfo()).isNull();
                assertThat(url.toUri().getPort()).isEqualTo(-1);
            }
        }

        @Test
        void shouldNotShowPathAndQueryInLogs() {
            assertThat(allowed(policy.judge("https://example.com/services/T0/SECRET?key=SECRET")))
                    .hasToString("https://example.com");
        }
    }
}
