package dev.sallyport.local.emulated;

import dev.sallyport.emulation.bus.Journal;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The services that the functions use, wherever they are. Safe for any number of threads. */
interface Services extends AutoCloseable {

    /** Returns where a service is. */
    URI endpoint(Service service);

    /** Returns what decides how SDKs sign: region and keys, by the names of environment variables. */
    Map<String, String> credentials();

    /** Returns what the bus took; null if the bus is not ours to look into. */
    @Nullable
    Journal journal();

    @Override
    void close();

    /** A service, by the name that ends its endpoint's environment variable. */
    enum Service {
        DYNAMODB("DynamoDB"),
        S3("S3"),
        SQS("SQS"),
        EVENTBRIDGE("EventBridge"),
        SECRETS_MANAGER("Secrets Manager");

        private final String title;

        Service(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /** Returns the variable from which SDKs and the AWS CLI take the endpoint. */
        String variable() {
            return "AWS_ENDPOINT_URL_" + name();
        }
    }
}
