package dev.sallyport.testkit.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderPayloadsTest {

    @Nested
    class Bundled {

        @Test
        void shouldHoldSomeOfEachProvider() {
            List<ProviderPayload> payloads = ProviderPayloads.bundled();

            assertThat(payloads).hasSize(24);
            assertThat(payloads)
                    .extracting(payload -> payload.provider().value())
                    .containsOnly("adyen", "adyen-platform", "github", "stripe");
            assertThat(payloads).extracting(ProviderPayload::id).doesNotHaveDuplicates();
        }

        @Test
        void shouldSayWhoseWorkItIs() {
            assertThat(ProviderPayloads.class.getResource("/dev/sallyport/testkit/payloads/NOTICE"))
                    .isNotNull();
        }
    }

    @Nested
    class Read {

        @TempDir
        private Path directory;

        @Test
        void shouldReadEveryLineInOrderAndSkipEmptyOnes() throws IOException {
            Path file = Files.writeString(directory.resolve("payloads.ndjson"), """
                    {"provider":"acme","eventType":"a.b","id":"1","contentType":"application/json","body":"{\\n \\"ü\\" : 1}"}

                    {"provider":"acme","eventType":"c","id":"2","contentType":"text/plain","body":""}
                    """);

            assertThat(ProviderPayloads.read(file))
                    .containsExactly(
                            new ProviderPayload(
                                    new ProviderId("acme"),
                                    "a.b",
                                    "1",
                                    "application/json",
                                    RawPayload.copyOf("{\n \"ü\" : 1}".getBytes(UTF_8))),
                            new ProviderPayload(new ProviderId("acme"), "c", "2", "text/plain", RawPayload.empty()));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "not json | not a JSON object",
                    "[] | not a JSON object",
                    "{\"eventType\":\"a\",\"id\":\"1\",\"contentType\":\"t\",\"body\":\"b\"} | 'provider' must be a string",
                    "{\"provider\":\"A b\",\"eventType\":\"a\",\"id\":\"1\",\"contentType\":\"t\",\"body\":\"b\"} | 'provider' must be lower-case letters, digits and hyphens",
                    "{\"provider\":\"acme\",\"eventType\":\"a\",\"id\":\"1\",\"contentType\":\"t\",\"body\":7} | 'body' must be a string"
                })
        void shouldNameFileAndLineOfWhatIsWrong(String line, String complaint) throws IOException {
            Path file = Files.writeString(directory.resolve("payloads.ndjson"), "\n" + line + "\n");

            assertThatIOException()
                    .isThrownBy(() -> ProviderPayloads.read(file))
                    .withMessage(file + ", line 2: " + complaint);
        }
    }
}
