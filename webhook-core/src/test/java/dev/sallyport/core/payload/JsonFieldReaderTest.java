package dev.sallyport.core.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldReaderTest {

    private static JsonFields read(String json, String... pointers) {
        List<JsonPointer> parsed =
                Arrays.stream(pointers).map(JsonPointer::parse).toList();
        return JsonFieldReader.of(parsed).read(RawPayload.copyOf(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonFields.Found found(String json, String... pointers) {
        JsonFields fields = read(json, pointers);
        assertThat(fields).isInstanceOf(JsonFields.Found.class);
        return (JsonFields.Found) fields;
    }

    @Nested
    class WellFormed {

        @Test
        void shouldReadSeveralFieldsInOnePass() {
            JsonFields.Found fields = found(
                    "{\"id\":\"evt_1\",\"data\":{\"object\":{\"id\":\"ch_1\",\"amount\":10.00}},\"live\":false,\"n\":null,\"l\":[1,{\"x\":\"y\"}]}",
                    "/id",
                    "/data/object/id",
                    "/data/object/amount",
                    "/live",
                    "/n",
                    "/l/1/x",
                    "/absent",
                    "/data",
                    "/id");
            assertThat(fields.text(0)).isEqualTo("evt_1");
            assertThat(fields.text(1)).isEqualTo("ch_1");
            assertThat(fields.text(2)).isEqualTo("10.00");
            assertThat(fields.text(3)).isEqualTo("false");
            assertThat(fields.get(4)).isEqualTo(new JsonField(JsonField.Kind.NULL, ""));
            assertThat(fields.text(4)).isNull();
            assertThat(fields.text(5)).isEqualTo("y");
            assertThat(fields.get(6)).isNull();
            assertThat(fields.get(7)).isEqualTo(new JsonField(JsonField.Kind.OBJECT, ""));
            assertThat(fields.text(8)).isEqualTo("evt_1");
        }

        @Test
        void shouldReadTheWholeDocument() {
            assertThat(found("\"text\"", "").text(0)).isEqualTo("text");
        }

        @Test
        void shouldNotMindDuplicatesThatNobodyAskedFor() {
            assertThat(found("{\"a\":1,\"a\":2,\"b\":3}", "/b").text(0)).isEqualTo("3");
        }

        @Test
        void shouldReadNothingThroughAScalar() {
            assertThat(found("{\"a\":1}", "/a/b").get(0)).isNull();
        }

        @Test
        void shouldReadLongNumbersAsTheyAreWritten() {
            assertThat(found("{\"a\":123456789012345678901234567890.10e2}", "/a")
                            .text(0))
                    .isEqualTo("123456789012345678901234567890.10e2");
        }
    }

    @Nested
    class Malformed {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "not json",
                    "{",
                    "{\"a\":1} x",
                    "{\"a\":1}{}",
                    "{\"a\":01}",
                    "{'a':1}",
                    "{\"a\":1,}",
                    "{\"a\":NaN}",
                    "{\"a\":1} // x"
                })
        void shouldRefuseWhatIsNotJson(String json) {
            assertThat(read(json, "/a")).isEqualTo(JsonFields.Malformed.MALFORMED);
        }

        @Test
        void shouldRefuseAWantedFieldThatOccursTwice() {
            assertThat(read("{\"a\":1,\"a\":1}", "/a")).isEqualTo(JsonFields.Malformed.MALFORMED);
        }

        @Test
        void shouldRefuseAnObjectOnTheWayThatOccursTwice() {
            assertThat(read("{\"d\":{\"a\":1},\"d\":{}}", "/d/a")).isEqualTo(JsonFields.Malformed.MALFORMED);
        }

        @Test
        void shouldRefuseNestingBeyondTheBound() {
            String deepest = "[".repeat(256) + "]".repeat(256);
            assertThat(read(deepest, "/a")).isInstanceOf(JsonFields.Found.class);
            assertThat(read("[" + deepest + "]", "/a")).isEqualTo(JsonFields.Malformed.MALFORMED);
        }

        @Property(seed = "1", tries = 500)
        void shouldNeverThrow(@ForAll byte[] bytes) {
            JsonFieldReader reader = JsonFieldReader.of(List.of(JsonPointer.parse("/a/b"), JsonPointer.parse("")));
            assertThat(reader.read(RawPayload.copyOf(bytes))).isNotNull();
        }
    }

    @Test
    void shouldShowNothingOfThePayload() {
        assertThat(found("{\"a\":\"geheim\"}", "/a")).hasToString("Found[1 of 1]");
        assertThat(found("{\"a\":\"geheim\"}", "/a").get(0)).hasToString("JsonField[STRING]");
    }
}
