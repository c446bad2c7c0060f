package dev.sallyport.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 'serve' as a process of its own. */
class ServeCommandIT {

    private static final Pattern URL = Pattern.compile("http://localhost:([0-9]+)");
    private static final Pattern HEADER = Pattern.compile("-H '([^:]+): ([^']+)'");

    @TempDir
    private Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process serve(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Sallyport.class.getName(),
                "serve"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        started.add(process);
        return process;
    }

    /** Reads until a line holds the text, which a server that is up prints last. */
    private static String outputUntil(Process process, String text) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        StringBuilder seen = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(text)) {
                return seen.toString();
            }
        }
        throw new AssertionError("ended after: " + seen);
    }

    private String err() throws IOException {
        return Files.readString(directory.resolve("err"));
    }

    private static String baseIn(String banner) {
        Matcher url = URL.matcher(banner);
        assertThat(url.find()).isTrue();
        return url.group();
    }

    @Test
    void shouldServeDemoProvidersAndPrintARequestThatIsAccepted() throws Exception {
        Process process = serve("--port", "0");
        String banner = outputUntil(process, "secrets lie in");
        String base = baseIn(banner);

        assertThat(banner)
                .contains("stripe ", "github ", "adyen ", "adyen-platform ", "standard-webhooks ", "generic ");
        HttpRequest.Builder pasted = HttpRequest.newBuilder(URI.create(base + "/webhook"));
        Matcher header = HEADER.matcher(banner);
        while (header.find()) {
            pasted.header(header.group(1), header.group(2));
        }
        Matcher body = Pattern.compile("--data-binary '([^']+)'").matcher(banner);
        assertThat(body.find()).isTrue();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    pasted.POST(BodyPublishers.ofString(body.group(1))).build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        }
        Path data = directory.resolve("sallyport-data");
        for (String file : List.of("demo.yaml", "demo-stripe.secret", "demo-generic.secret")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        assertThat(banner)
                .doesNotContain(
                        Files.readString(data.resolve("demo-generic.secret")).strip());
    }

    @Test
    void shouldStopGracefullyWhenToldTo() throws Exception {
        Process process = serve("--port", "0", "--json");
        outputUntil(process, "\"url\":\"http://localhost:");

        process.destroy();

        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(err()).isEqualTo("sallyport: stopped\n");
        Process again = serve("--port", "0");
        assertThat(outputUntil(again, "secrets lie in")).contains("listens on");
    }

    @Test
    void shouldServeAConfiguration() throws Exception {
        Files.writeString(
                directory.resolve("s.yaml"), "providers:\n  acme: { scheme: generic, secrets: [ \"literal:x\" ] }\n");
        Process process = serve("--config", "s.yaml", "--data", "elsewhere", "--port", "0", "--json");

        assertThat(outputUntil(process, "url")).contains("\"data\":\"elsewhere\",\"providers\":[\"acme\"]}");
        assertThat(directory.resolve("elsewhere/sallyport.db")).exists();
        assertThat(directory.resolve("elsewhere/demo.yaml")).doesNotExist();
    }

    @Test
    void shouldSayInOneLineWhyItCannotStart() throws Exception {
        Process first = serve("--port", "0");
        String base = baseIn(outputUntil(first, "secrets lie in"));
        String port = base.substring(base.lastIndexOf(':') + 1);

        Process sameData = serve("--port", "0");
        assertThat(sameData.waitFor()).isEqualTo(1);
        assertThat(err())
                .isEqualTo(
                        "sallyport: data directory " + directory.toRealPath() + "/sallyport-data is in use by process "
                                + first.pid() + ": stop it or choose another directory\n");
        Process samePort = serve("--port", port, "--data", "other");
        assertThat(samePort.waitFor()).isEqualTo(1);
        assertThat(err())
                .isEqualTo("sallyport: port " + port + " of 127.0.0.1 is in use by another process:"
                        + " stop that process or choose another port\n");

        Files.writeString(directory.resolve("wrong.yaml"), "server: { prot: 1 }");
        Process wrong = serve("--config", "wrong.yaml", "--data", "third");
        assertThat(wrong.waitFor()).isEqualTo(1);
        assertThat(err())
                .startsWith("sallyport: wrong.yaml:1:11: 'prot' is not known")
                .hasLineCount(1);
        assertThat(directory.resolve("third")).doesNotExist();
    }
}
