package dev.sallyport.local.emulated.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.local.engine.EngineFailedException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicsTest {

    private final Intrinsics intrinsics = new Intrinsics(new Intrinsics.References() {
        @Override
        public @Nullable String ref(String name) {
            return name.equals("Queue") ? "url" : null;
        }

        @Override
        public @Nullable String attribute(String id, String attribute) {
            return id.equals("Queue") && attribute.equals("Arn") ? "arn" : null;
        }
    });

    private Object resolve(String json) {
        Map<String, Object> document = JsonDocument.readObject(
                RawPayload.adopt(("{\"value\":" + json.replace('\'', '"') + "}").getBytes(UTF_8)));
        return intrinsics.resolve(
                Objects.requireNonNull(Objects.requireNonNull(document).get("value")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Ref':'Queue'} | url",
                "{'Fn::GetAtt':['Queue','Arn']} | arn",
                "{'Fn::GetAtt':'Queue.Arn'} | arn",
                "{'Fn::Join':['-',['a',{'Ref':'Queue'},'b']]} | a-url-b",
                "{'Fn::Sub':'x-${Queue}-${Queue.Arn}-${!Literal}'} | x-url-arn-${Literal}",
                "{'Fn::Sub':['${Own}',{'Own':{'Ref':'Queue'}}]} | url",
                "{'a':[{'Ref':'Queue'},1]} | {a=[url, 1]}"
            })
    void shouldResolve(String json, String resolved) {
        assertThat(resolve(json)).hasToString(resolved);
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThatThrownBy(() -> resolve("{'Ref':'Other'}"))
                .isInstanceOf(EngineFailedException.class)
                .hasMessageContaining("refers to Other");
        assertThatThrownBy(() -> resolve("{'Fn::ImportValue':'x'}"))
                .isInstanceOf(EngineFailedException.class)
                .hasMessageContaining("Fn::ImportValue");
    }
}
