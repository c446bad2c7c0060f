package dev.sallyport.local.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.EventIdentity;
import dev.sallyport.core.signature.IdentityReader;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SignedEventsTest {

    private static final String SECRET = "whsec_0123456789abcdef";
    private static final SignatureVerifier VERIFIER = SignatureVerifier.of(
            Objects.requireNonNull(SchemeCatalogue.builtIn().find("stripe")), List.of(SigningSecret.of(SECRET)));

    private final SignedEvents events = new SignedEvents(SECRET, 1_000);

    private WebhookRequest next(int expectedEvent) {
        ByteBuffer bytes = ByteBuffer.allocate(events.requestBytes());
        assertThat(events.next(bytes)).isEqualTo(expectedEvent);
        String text = new String(bytes.array(), 0, bytes.position(), US_ASCII);
        int bodyBegins = text.indexOf("\r\n\r\n") + 4;
        Headers.Builder headers = Headers.builder();
        text.substring(0, bodyBegins)
                .lines()
                .skip(1)
                .filter(line -> !line.isEmpty())
                .forEach(line ->
                        headers.add(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2)));
        RawPayload body = RawPayload.adopt(text.substring(bodyBegins).getBytes(US_ASCII));
        return new WebhookRequest("POST", "http://127.0.0.1/webhooks/stripe", headers.build(), body, Instant.now());
    }

    @Test
    void shouldSignEveryEventWithAnIdOfItsOwnInStockAndBeyond() {
        events.stock(2);

        for (int event = 0; event < 4; event++) {
            WebhookRequest request = next(event);
            EventIdentity identity = IdentityReader.of(VERIFIER.scheme()).identify(request);

            assertThat(VERIFIER.verify(request)).isInstanceOf(VerificationResult.Verified.class);
            assertThat(identity.eventId()).isEqualTo(SignedEvents.idOf(event)).isEqualTo("evt_000000000000000" + event);
            assertThat(request.body().size()).isEqualTo(1_000);
            assertThat(request.headers().first("Content-Length")).isEqualTo("1000");
        }
    }

    @Test
    void shouldGoOnCountingWhenStockedAgain() {
        events.stock(2);
        assertThat(next(0).body()).isNotEqualTo(next(1).body());

        events.stock(1);

        assertThat(VERIFIER.verify(next(2))).isInstanceOf(VerificationResult.Verified.class);
    }

    @Test
    void shouldRefuseSizesThatNoEventHas() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedEvents(SECRET, 255));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedEvents(SECRET, (1 << 20) + 1));
    }
}
