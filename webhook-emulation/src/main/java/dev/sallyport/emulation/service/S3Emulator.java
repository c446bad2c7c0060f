package dev.sallyport.emulation.service;

import com.adobe.testing.s3mock.S3MockApplication;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** S3Mock in this process, with objects in a temporary directory, and conditional writes that one writer wins. */
public final class S3Emulator implements AutoCloseable {

    /** Tells each start and stop of its own; what it warns of is told on. Loggers are forgotten by those who do not hold them. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    static {
        TOMCAT.setLevel(Level.WARNING);
    }

    private final S3MockApplication application;

    private S3Emulator(S3MockApplication application) {
        this.application = application;
    }

    /** Starts it on a free port. */
    public static S3Emulator start() {
        return new S3Emulator(S3MockApplication.start(new HashMap<>(Map.of(
                S3MockApplication.PROP_HTTP_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_HTTPS_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_SILENT,
                true,
                "spring.main.sources",
                OneWriterAtATime.class.getName(),
                // Whoever started it decides when it stops, and may have requests under way.
                "spring.main.register-shutdown-hook",
                false))));
    }

    /** Returns where SDK clients reach it; with an address for a host, they put the bucket into the path. */
    @SuppressWarnings("deprecation") // Its other port speaks TLS with a certificate that no client knows.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + application.getHttpPort());
    }

    @Override
    public void close() {
        application.stop();
    }
}
