package dev.sallyport.aws.s3;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.aws.BundleAddress;
import dev.sallyport.core.archive.BundlePlace;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Keeps bundles as objects of an S3 bucket, and reads single blocks of them. Safe for any number of threads. */
public final class S3Bundles {

    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client client;
    private final String bucket;

    /** Uses a bucket that exists. */
    public S3Bundles(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /**
     * Keeps a bundle, which the service checks by the digest sent with it.
     *
     * @param key a key that names these bytes and no others: the same bytes may be put again
     * @throws PortUnavailableException if it is not kept
     * @throws OutcomeUnknownException if it may or may not be kept
     */
    public void put(String key, RawPayload bundle) {
        AwsCalls.writing(
                "S3 PutObject",
                () -> client.putObject(
                        put -> put.bucket(bucket)
                                .key(key)
                                .contentType("application/octet-stream")
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                        RequestBody.fromContentProvider(
                                bundle::newInputStream, bundle.size(), "application/octet-stream")));
    }

    /**
     * Returns the block in which a body stands, or null if the bundle is not there.
     *
     * @throws PortUnavailableException if it cannot be read now
     */
    public @Nullable RawPayload block(BundleAddress address) {
        BundlePlace place = address.place();
        String range = "bytes=" + place.offset() + '-' + (place.offset() + place.length() - 1);
        return AwsCalls.reading("S3 GetObject", () -> {
            try {
                return RawPayload.adopt(client.getObject(
                                get -> get.bucket(bucket).key(address.bundle()).range(range),
                                ResponseTransformer.toBytes())
                        .asByteArrayUnsafe());
            } catch (NoSuchKeyException e) {
                return null;
            } catch (S3Exception e) {
                if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                    // A bundle that is too short is damaged, as its reader will say of no bytes.
                    return RawPayload.adopt(new byte[0]);
                }
                throw e;
            }
        });
    }
}
