package dev.sallyport.core.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base32HexTest {

    /** The vectors of RFC 4648 section 10, in lower case and without padding. */
    @ParameterizedTest
    @CsvSource({"'', ''", "f, co", "fo, cpng", "foo, cpnmu", "foob, cpnmuog", "fooba, cpnmuoj1", "foobar, cpnmuoj1e8"})
    void shouldWriteAsTheSpecificationDoes(String plain, String expected) {
        byte[] bytes = plain.getBytes(US_ASCII);

        assertThat(Base32Hex.encode(bytes, bytes.length)).isEqualTo(expected);
    }
}
