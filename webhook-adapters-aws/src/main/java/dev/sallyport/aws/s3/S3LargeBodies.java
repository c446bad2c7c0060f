package dev.sallyport.aws.s3;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.aws.LargeBodies;
import dev.sallyport.core.event.RawPayload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Keeps each body as one object of a bucket. Safe for any number of threads. */
public final class S3LargeBodies implements LargeBodies {

    private static final String CONTENT_TYPE = "application/octet-stream";

    private final S3Client client;
    private final String bucket;

    /** Uses a bucket that exists. */
    public S3LargeBodies(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public void keep(String key, RawPayload body) {
        AwsCalls.writing(
                "S3 PutObject",
                () -> client.putObject(
                        put -> put.bucket(bucket).key(key).contentType(CONTENT_TYPE),
                        RequestBody.fromContentProvider(
                                ContentStreamProvider.fromInputStreamSupplier(body::newInputStream),
                                body.size(),
                                CONTENT_TYPE)));
    }

    @Override
    public @Nullable RawPayload find(String key) {
        return AwsCalls.reading("S3 GetObject", () -> {
            try {
                return RawPayload.adopt(
                        client.getObject(get -> get.bucket(bucket).key(key), ResponseTransformer.toBytes())
                                .asByteArrayUnsafe());
            } catch (NoSuchKeyException e) {
                return null;
            }
        });
    }
}
