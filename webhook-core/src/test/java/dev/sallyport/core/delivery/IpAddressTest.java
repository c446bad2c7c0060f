package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @Nested
    class Bytes {

        @Test
        void shouldBeCopiedInAndOut() {
            byte[] bytes = {1, 2, 3, 4};
            IpAddress address = IpAddress.of(bytes);

            bytes[0] = 9;
            address.toByteArray()[1] = 9;

            assertThat(address).isEqualTo(IpAddress.parse("1.2.3.4"));
        }

        @Test
        void shouldBeFourOrSixteen() {
            assertThatThrownBy(() -> IpAddress.of(new byte[5])).hasMessage("an address has 4 or 16 bytes, not 5");
        }

        @Test
        void shouldKeepAMappedAddressApartFromTheOneItMaps() {
            assertThat(IpAddress.parse("::ffff:1.2.3.4")).isNotEqualTo(IpAddress.parse("1.2.3.4"));
        }
    }

    @Nested
    class Text {

        @ParameterizedTest
        @CsvSource({
            "1.2.3.4, 1.2.3.4",
            "255.255.255.255, 255.255.255.255",
            "::, ::",
            "::1, ::1",
            "1::, 1::",
            "2001:DB8::00A:0, 2001:db8::a:0",
            "1:0:0:2:0:0:0:3, 1:0:0:2::3",
            "1:0:0:2:0:0:3:4, 1::2:0:0:3:4",
            "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
            "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
            "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
            "::ffff:1.2.3.4, ::ffff:102:304",
            "0:0:0:0:0:0:0:0, ::",
            "1:0:0:0:0:0:0:0, 1::",
        })
        void shouldBeReadAndWrittenInItsUsualForm(String text, String written) {
            assertThat(IpAddress.parse(text)).hasToString(written);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "1.2.3",
                    "1.2.3.4.5",
                    "1.2.3.256",
                    "1.2.3.04",
                    "1.2.3.-4",
                    "1.2.3.4 ",
                    "+1.2.3.4",
                    "１.2.3.4",
                    ":",
                    ":1",
                    "1:",
                    ":::",
                    "1:2:3:4:5:6:7",
                    "1:2:3:4:5:6:7:8:9",
                    "1:2:3:4:5:6:7:8::",
                    "::1:2:3:4:5:6:7:8",
                    "1:2:3:4::5:6:7:8",
                    "1::2::3",
                    "12345::",
                    "g::",
                    "::1%1",
                    "[::1]",
                    "1.2.3.4::",
                    "1.2.3.4::1",
                    "::1.2.3.4:1",
                    "1:2:3:4:5:6:7:1.2.3.4",
                    "::1.2.3",
                    "::01.2.3.4",
                    "example.com",
                })
        void shouldBeRefusedInAnyOtherForm(String text) {
            assertThat(IpAddress.parse(text)).isNull();
        }

        @Test
        void shouldMeanToTheJdkWhatItMeansHere() throws UnknownHostException {
            Random random = new Random(20260801);
            for (int i = 0; i < 2_000; i++) {
                byte[] bytes = new byte[16];
                for (int at = 0; at < bytes.length; at++) {
                    bytes[at] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 0);
                }
                // A first byte that no mapped address has: the JDK would turn those into IPv4.
                bytes[0] = 0x20;
                IpAddress address = IpAddress.of(bytes);

                assertThat(InetAddress.getByName(address.toString()).getAddress())
                        .isEqualTo(bytes);
                assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
                assertThat(IpAddress.parse(InetAddress.getByAddress(bytes).getHostAddress()))
                        .isEqualTo(address);
            }
        }
    }

    @Nested
    class Blocks {

        @ParameterizedTest
        @CsvSource({
            "10.0.0.0/8, 10.255.255.255, true",
            "10.0.0.0/8, 11.0.0.0, false",
            "10.0.0.0/7, 11.0.0.0, true",
            "192.168.1.128/25, 192.168.1.128, true",
            "192.168.1.128/25, 192.168.1.127, false",
            "1.2.3.4/32, 1.2.3.4, true",
            "1.2.3.4/32, 1.2.3.5, false",
            "0.0.0.0/0, 255.0.0.1, true",
            "0.0.0.0/0, ::1, false",
            "::/0, 1.2.3.4, false",
            "fe80::/10, febf::1, true",
            "fe80::/10, fec0::1, false",
            "8000::/1, 7fff::, false",
            "::1/128, ::1, true",
            "::1/128, ::, false",
        })
        void shouldHoldTheAddressesOfTheirPrefix(String block, String address, boolean inside) {
            assertThat(AddressBlock.parse(block).contains(IpAddress.parse(address)))
                    .isEqualTo(inside);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "/8",
                    "10.0.0.0",
                    "10.0.0.0/",
                    "10.0.0.0/33",
                    "::/129",
                    "10/8",
                    "10.0.0.0/-1",
                    "10.0.0.0/+8",
                    "a/8"
                })
        void shouldBeRefusedInAnotherForm(String text) {
            assertThatThrownBy(() -> AddressBlock.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
