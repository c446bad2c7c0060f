package dev.sallyport.core.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointerTest {

    @Test
    void shouldReadTheExamplesOfTheSpecification() {
        assertThat(JsonPointer.parse("").tokens()).isEmpty();
        assertThat(JsonPointer.parse("/foo/0").tokens()).containsExactly("foo", "0");
        assertThat(JsonPointer.parse("/").tokens()).containsExactly("");
        assertThat(JsonPointer.parse("/a~1b").tokens()).containsExactly("a/b");
        assertThat(JsonPointer.parse("/m~0n").tokens()).containsExactly("m~n");
        assertThat(JsonPointer.parse("/~01").tokens()).containsExactly("~1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a~1b/~0", "/data/object/id", "//x"})
    void shouldWriteWhatItRead(String text) {
        assertThat(JsonPointer.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "/~", "/~2", "/a~"})
    void shouldRefuseWhatIsNoPointer(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonPointer.parse(text));
    }
}
