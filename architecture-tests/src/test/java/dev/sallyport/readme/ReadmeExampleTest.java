package dev.sallyport.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.architecture.law.Product;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.port.in.ReceiveWebhookUseCase.ReceiveWebhookResult;
import dev.sallyport.core.port.out.PayloadArchive.ReadOutcome;
import dev.sallyport.core.signature.OutboundRequest;
import dev.sallyport.core.signature.SignatureSigner;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.core.signature.key.SigningSecret;
import dev.sallyport.testkit.memory.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The example of the README is this module's code, and it does what the README says. */
class ReadmeExampleTest {

    private static final String SECRET = "whsec_readme";
    private static final RawPayload BODY =
            RawPayload.copyOf("{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"charge.succeeded\"}".getBytes(UTF_8));

    private final ManualClock clock = new ManualClock();
    private final List<String> handled = new ArrayList<>();
    private final ReadmeExample example = new ReadmeExample(clock, () -> new Random(1), SECRET, (webhook, payloads) -> {
        ReadOutcome.Found found = (ReadOutcome.Found) payloads.read();
        handled.add(webhook.eventType() + " of " + found.webhook().body().size() + " bytes");
    });

    @Test
    void shouldHandleAWebhookThatTheProviderSigned() {
        ReceiveWebhookResult answer = example.receiveAndProcess(signedWith(SECRET));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        ReceiveWebhookResult.Accepted.class,
                        accepted -> assertThat(accepted.duplicate()).isFalse());
        assertThat(handled).containsExactly("charge.succeeded of " + BODY.size() + " bytes");
    }

    @Test
    void shouldRefuseAWebhookThatSomebodyElseSigned() {
        ReceiveWebhookResult answer = example.receiveAndProcess(signedWith("whsec_other"));

        assertThat(answer).isInstanceOf(ReceiveWebhookResult.Refused.class);
        assertThat(handled).isEmpty();
    }

    @Test
    void shouldStandInTheReadmeLineByLine() throws IOException {
        Path source =
                Product.root().resolve("architecture-tests/src/test/java/dev/sallyport/readme/ReadmeExample.java");
        List<String> lines = Files.readAllLines(source);
        List<String> shown = lines
                .subList(lines.indexOf("        // README begins") + 1, lines.indexOf("        // README ends"))
                .stream()
                .map(String::strip)
                .toList();

        assertThat(Readme.read().block("java")).hasSize(10).isEqualTo(shown);
    }

    private WebhookRequest signedWith(String secret) {
        SignatureSigner signer =
                SignatureSigner.of(SchemeCatalogue.builtIn().find("stripe"), List.of(SigningSecret.of(secret)));
        OutboundRequest signed = signer.sign(
                OutboundRequest.post("https://example.org/webhooks/stripe", BODY), clock.instant(), "evt_1");
        return new WebhookRequest(signed.method(), signed.url(), signed.headers(), signed.body(), clock.instant());
    }
}
