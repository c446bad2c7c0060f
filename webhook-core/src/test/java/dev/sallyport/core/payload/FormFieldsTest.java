package dev.sallyport.core.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldsTest {

    private static @Nullable FormFields parse(String body) {
        return FormFields.parse(RawPayload.copyOf(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldDecodeNamesAndValuesInOrder() {
        FormFields form = parse("a=1&b+c=%2B%C3%A4&a=2&empty=&bare&&=x");
        assertThat(form).isNotNull();
        assertThat(form.size()).isEqualTo(6);
        assertThat(form.first("a")).isEqualTo("1");
        assertThat(form.count("a")).isEqualTo(2);
        assertThat(form.first("b c")).isEqualTo("+ä");
        assertThat(form.first("empty")).isEmpty();
        assertThat(form.first("bare")).isEmpty();
        assertThat(form.first("")).isEqualTo("x");
        assertThat(form.first("absent")).isNull();
        assertThat(form.nameAt(2)).isEqualTo("a");
        assertThat(form.valueAt(2)).isEqualTo("2");
        assertThat(form).hasToString("FormFields[6]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%g0", "a=%0g", "%zz=1", "a=%ff", "a=%C3"})
    void shouldRefuseBrokenEscapesAndWhatIsNotUtf8(String body) {
        assertThat(parse(body)).isNull();
    }

    @Test
    void shouldRefuseMoreFieldsThanAWebhookHas() {
        assertThat(parse("a&".repeat(4096))).isNotNull();
        assertThat(parse("a&".repeat(4097))).isNull();
    }

    @Test
    void shouldReadTheQueryOfAUrl() {
        FormFields query = FormFields.parseQuery("https://example.com/p?data.id=A%20B&x=1#f?y=2");
        assertThat(query).isNotNull();
        assertThat(query.first("data.id")).isEqualTo("A B");
        assertThat(query.first("x")).isEqualTo("1");
        assertThat(query.size()).isEqualTo(2);
        assertThat(FormFields.parseQuery("https://example.com/p")).hasToString("FormFields[0]");
    }

    @Property(seed = "1", tries = 500)
    void shouldNeverThrow(@ForAll byte[] bytes) {
        FormFields form = FormFields.parse(RawPayload.copyOf(bytes));
        assertThat(form == null || form.size() >= 0).isTrue();
    }
}
