package dev.sallyport.aws;

import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Points clients at emulators of this process. */
public final class Emulated {

    private Emulated() {}

    /**
     * Returns a client of an emulator that listens on a port.
     *
     * @param interceptors what is to see its calls
     */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, int port, ExecutionInterceptor... interceptors) {
        return client(
                builder.overrideConfiguration(
                        configuration -> List.of(interceptors).forEach(configuration::addExecutionInterceptor)),
                port,
                UrlConnectionHttpClient.builder());
    }

    /** Returns a client of an emulator that listens on a port, which is configured already and connects as it is told. */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, int port, UrlConnectionHttpClient.Builder http) {
        return builder.endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(http.build())
                .build();
    }
}
