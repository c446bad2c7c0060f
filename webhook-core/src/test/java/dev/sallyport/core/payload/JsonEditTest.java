package dev.sallyport.core.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.event.RawPayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEditTest {

    private static String edit(String json, String pointer, String value) {
        RawPayload edited = JsonEdit.withText(
                RawPayload.copyOf(json.getBytes(StandardCharsets.UTF_8)), JsonPointer.parse(pointer), value);
        return new String(edited.toByteArray(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "{\"a\" : 1 , \"s\":\"old\"}   | /s   | {\"a\" : 1 , \"s\":\"new\"}",
                "{\"s\": 12.5 }                | /s   | {\"s\": \"new\" }",
                "{\"s\": {\"x\":[1]} , \"t\":2}| /s   | {\"s\": \"new\" , \"t\":2}",
                "{\"s\":null}                  | /s/t | {\"s\":{\"t\":\"new\"}}",
                "{ \"a\":1}                    | /s   | {\"s\":\"new\", \"a\":1}",
                "{}                            | /s   | {\"s\":\"new\"}",
                "{ }                           | /s/t | {\"s\":{\"t\":\"new\"} }",
                "{\"a\":{\"b\":1}}             | /a/s | {\"a\":{\"s\":\"new\",\"b\":1}}",
                "[{\"é\":1},{\"é\":2}]         | /1/é | [{\"é\":1},{\"é\":\"new\"}]",
                "{\"ü€𝄞\":\"ä\\n\",\"s\":\"\\u00e4\"} | /s | {\"ü€𝄞\":\"ä\\n\",\"s\":\"new\"}",
            })
    void shouldChangeNothingButTheValue(String json, String pointer, String edited) {
        assertThat(edit(json, pointer, "new")).isEqualTo(edited);
    }

    @Test
    void shouldEscapeTheValue() {
        assertThat(edit("{}", "/s", "a\"b\\\n")).isEqualTo("{\"s\":\"a\\\"b\\\\\\n\"}");
    }

    @Test
    void shouldWriteNumbersAsGiven() {
        RawPayload body = RawPayload.copyOf("{\"t\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(JsonEdit.withNumber(body, JsonPointer.parse("/t"), "1755820800000"))
                .isEqualTo(RawPayload.copyOf("{\"t\":1755820800000}".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{\"a\":", "1", "\"s\"", "[1]", "{\"s\":1}"})
    void shouldRefuseBodiesWithoutAPlaceForIt(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> edit(json, "/s/t", "new"));
    }
}
