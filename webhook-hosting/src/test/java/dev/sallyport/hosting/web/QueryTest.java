package dev.sallyport.hosting.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void shouldReadDecodedValues() {
        assertThat(Query.parse("status=DEAD&provider=a%20b+c&empty=&flag&x=1=2"))
                .isEqualTo(
                        new Query(Map.of("status", "DEAD", "provider", "a b c", "empty", "", "flag", "", "x", "1=2")));
        assertThat(Query.parse("")).isEqualTo(new Query(Map.of()));
    }

    @Test
    void shouldRefuseRepeatedNamesAndMalformedEncodings() {
        assertThat(Query.parse("a=1&a=2")).isNull();
        assertThat(Query.parse("a=%zz")).isNull();
        assertThat(Query.parse("%f=1")).isNull();
    }
}
