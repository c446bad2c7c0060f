package dev.sallyport.aws.s3;

import com.adobe.testing.s3mock.S3MockApplication;
import dev.sallyport.aws.Emulated;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Mock in this process, started once for all tests; each test makes a bucket of its own. */
public final class S3Emulator {

    private static final int PORT = S3MockApplication.start(new HashMap<>(Map.of(
                    S3MockApplication.PROP_HTTP_PORT,
                    S3MockApplication.RANDOM_PORT,
                    S3MockApplication.PROP_HTTPS_PORT,
                    S3MockApplication.RANDOM_PORT,
                    S3MockApplication.PROP_SILENT,
                    true)))
            .getHttpPort();

    private static final S3Client CLIENT = client(new ExecutionInterceptor[0]);

    private S3Emulator() {}

    /** Returns a client of the emulator. */
    public static S3Client client() {
        return CLIENT;
    }

    /** Returns a client of its own whose calls are seen by interceptors. */
    public static S3Client client(ExecutionInterceptor... interceptors) {
        return Emulated.client(S3Client.builder().forcePathStyle(true), PORT, interceptors);
    }

    /** Returns where it listens. */
    public static int port() {
        return PORT;
    }

    /** Makes an empty bucket and returns its name. */
    public static String newBucket() {
        String name = "archive-" + UUID.randomUUID();
        CLIENT.createBucket(request -> request.bucket(name));
        return name;
    }
}
