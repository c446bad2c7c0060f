package dev.sallyport.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RequestJsonProperties {

    /** Every UTF-16 unit, unpaired surrogates and control characters included. */
    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withCharRange((char) 0, (char) 0xffff)
                .ofMaxLength(20)
                .list()
                .ofMaxSize(10);
    }

    @Property(tries = 300)
    void shouldKeepARequestCharacterByCharacter(@ForAll("texts") List<String> texts) throws IOException {
        Headers.Builder headers = Headers.builder();
        texts.forEach(text -> headers.add(text, text.toUpperCase(java.util.Locale.ROOT)));
        RawPayload body = RawPayload.adopt(new byte[] {1});
        ArchivedWebhook webhook = new ArchivedWebhook(
                new WebhookId("wh_" + "0".repeat(32)),
                new ProviderId("acme"),
                new WebhookRequest(
                        String.join("", texts), String.join("/", texts), headers.build(), body, Instant.MAX));

        String json = RequestJson.write(webhook);

        assertThat(json).isASCII();
        assertThat(RequestJson.read(json, body)).isEqualTo(webhook);
    }

    @Example
    void shouldRefuseWhatIsNoRequest() {
        for (String text : List.of("", "{", "[]", "{}", "{\"id\":\"wh_\"}", "null", "{\"receivedAt\":\"yesterday\"}")) {
            assertThatExceptionOfType(IOException.class)
                    .as(text)
                    .isThrownBy(() -> RequestJson.read(text, RawPayload.empty()));
        }
    }
}
