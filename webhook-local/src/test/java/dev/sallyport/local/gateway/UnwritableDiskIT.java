package dev.sallyport.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.local.cli.Sallyport;
import dev.sallyport.local.store.ChildJvm;
import dev.sallyport.local.store.LocalStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A gateway under which the disk turns read-only: every write of the process fails, reading goes on. A file system does
 * so by itself after an error, and cannot be told to while files are open for writing; so the operating system is asked
 * to refuse the writes of this one process, which then meets the same error of input and output.
 */
class UnwritableDiskIT extends GatewayITBase {

    private ChildJvm process;

    @Override
    @BeforeEach
    void start() throws Exception {
        Path config = Files.writeString(directory.resolve("s.yaml"), config(""));
        process = ChildJvm.start(
                Sallyport.class,
                "serve",
                "--config",
                config.toString(),
                "--data",
                directory.resolve("data").toString(),
                "--port",
                "0",
                "--json");
        String line = Objects.requireNonNull(process.nextLine(), "the gateway's first line");
        Map<String, Object> started = JsonDocument.readObject(RawPayload.adopt(line.getBytes(UTF_8)));
        base = "http://localhost:" + Objects.requireNonNull(started).get("port");
    }

    @Override
    @AfterEach
    void stop() {
        client.close();
        process.terminate();
    }

    /** Bounds the size that files of the process may reach by writing; zero lets nothing be written. */
    private void boundFiles(String size) throws Exception {
        int status;
        try {
            status = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + size + ":")
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            status = -1;
        }
        assumeThat(status).as("prlimit sets limits here").isZero();
    }

    @Test
    void shouldRefuseWhileNothingCanBeWrittenAndAcceptAgainWhenItCan() throws Exception {
        List<String> ids = new ArrayList<>();
        ids.add(accept(acme("{\"number\":0}")));
        ids.add(accept(acme("{\"number\":1}")));
        assertThatAllArePublishedOnceInOrder(ids);

        boundFiles("0");

        for (int time = 0; time < 3; time++) {
            assertThatItAsksToComeAgain(send(acme("{\"number\":2}")));
        }
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/internal/webhooks/" + ids.getFirst() + "/payload").body())
                .isEqualTo("{\"number\":0}");
        HttpResponse<String> forged =
                send(signed("generic", "another secret", base + "/webhooks/acme", "{\"number\":3}"));
        assertThat(forged.statusCode()).isEqualTo(401);

        boundFiles("unlimited");

        ids.add(acceptInTheEnd(acme("{\"number\":2}")));
        ids.add(accept(acme("{\"number\":3}")));
        assertThatAllArePublishedOnceInOrder(ids);
        process.terminate();
        assertThat(process.endsWithin(Duration.ofMinutes(1))).isTrue();
        try (LocalStore store = openStore()) {
            assertThat(store.archiveVerifier().verify()).isEmpty();
        }
    }
}
