package dev.sallyport.core.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {

    private static RawPayload text(String json) {
        return RawPayload.copyOf(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadObjectsAsMapsAndLists() {
        assertThat(JsonDocument.readObject(text(
                        "{\"s\":\"x\",\"i\":7,\"d\":1.5,\"b\":true,\"f\":false,\"n\":null,\"l\":[1,null,{\"k\":[]}]}")))
                .isEqualTo(Map.of(
                        "s", "x", "i", 7L, "d", 1.5, "b", true, "f", false, "l", List.of(1L, Map.of("k", List.of()))));
    }

    @Test
    void shouldReadArrays() {
        assertThat(JsonDocument.readArray(text("[1,[2]]"))).isEqualTo(List.of(1L, List.of(2L)));
        assertThat(JsonDocument.readArray(text("{}"))).isNull();
        assertThat(JsonDocument.readArray(text("[1"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{", "{\"a\":1}x", "{\"a\":1,\"a\":1}", "{\"a\":99999999999999999999}"})
    void shouldRefuseWhatIsNoObject(String json) {
        assertThat(JsonDocument.readObject(text(json))).isNull();
    }
}
