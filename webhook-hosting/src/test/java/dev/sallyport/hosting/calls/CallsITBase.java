package dev.sallyport.hosting.calls;

import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.testkit.fixture.ScriptedServer;
import dev.sallyport.testkit.fixture.TestCertificates;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Serves every name on this machine, with the certificate of one. */
abstract class CallsITBase {

    static final String HOST = "keys.provider.example";
    static final String BASE = "https://" + HOST;

    /** Long enough for this machine on its worst day; what waits for it is no test of waiting. */
    static final Duration LONG = Duration.ofSeconds(60);

    /** Long enough to reach the server on a busy machine; what waits for it waits for all of it. */
    static final Duration SHORT = Duration.ofSeconds(5);

    @TempDir
    static Path directory;

    static TestCertificates certificates;

    ScriptedServer server;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = TestCertificates.naming(directory, HOST);
    }

    @AfterAll
    static void forgetCertificates() {
        certificates = null;
    }

    @BeforeEach
    void startServer() throws Exception {
        server = ScriptedServer.start(certificates.context());
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    /** Returns settings that find every name on this machine. */
    CallSettings settings(Duration deadline) throws Exception {
        return settings(
                deadline,
                TargetPolicy.builder().allowLoopback(true).build(),
                host -> List.of(InetAddress.getLoopbackAddress()));
    }

    CallSettings settings(Duration deadline, TargetPolicy targets, NameLookup lookup) throws Exception {
        return new CallSettings(targets, deadline, certificates.context(), lookup, port -> server.port());
    }
}
