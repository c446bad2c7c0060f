package dev.sallyport.aws.s3;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.format.RecordJson;
import dev.sallyport.core.format.RequestJson;
import dev.sallyport.core.port.out.PayloadArchive;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps each body as one object of an S3 bucket under its archive key, byte by byte as received. Safe for any number of
 * threads.
 *
 * <p>The rest of the request, and the body's digest, are metadata of the object where they fit into the two kilobytes
 * that the service allows; else the request lies beside it under {@code {key}.request}, written first, so that a body is
 * never without its request. An object is written on condition that its key is free, which the service decides.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional writes</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">object metadata</a>
 */
public final class S3PayloadArchive implements PayloadArchive {

    private static final String DIGEST = "body-sha256";
    private static final String REQUEST = "request";
    private static final String SUFFIX_OF_REQUEST = ".request";
    private static final String ANY = "*";

    /** Of 2,048 bytes for all names and values, some are left to the digest and the names. */
    private static final int MOST_METADATA = 1_900;

    private static final int PRECONDITION_FAILED = 412;

    private final S3Client client;
    private final String bucket;

    /** Uses a bucket that exists. */
    public S3PayloadArchive(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public ArchiveOutcome store(ArchiveKey key, ArchivedWebhook webhook) {
        Sha256 digest = webhook.body().sha256();
        String request = RequestJson.write(webhook);
        if (request.length() > MOST_METADATA) {
            putBeside(key, request);
            request = null;
        }
        return put(key, webhook.body(), digest, request);
    }

    private void putBeside(ArchiveKey key, String request) {
        AwsCalls.writing(
                "S3 PutObject",
                () -> client.putObject(
                        put -> put.bucket(bucket).key(key + SUFFIX_OF_REQUEST).contentType("application/json"),
                        RequestBody.fromString(request)));
    }

    private ArchiveOutcome put(ArchiveKey key, RawPayload body, Sha256 digest, @Nullable String request) {
        PutObjectRequest put = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key.value())
                .contentType("application/octet-stream")
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                .ifNoneMatch(ANY)
                .metadata(
                        request == null
                                ? Map.of(DIGEST, digest.toHex())
                                : Map.of(DIGEST, digest.toHex(), REQUEST, request))
                .build();
        boolean[] repeated = {false};
        boolean free = AwsCalls.writing("S3 PutObject", () -> {
            try {
                client.putObject(put, content(body));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    repeated[0] = AwsCalls.wasRepeated(e);
                    return false;
                }
                throw e;
            }
        });
        if (free) {
            return new ArchiveOutcome.Stored();
        }
        ArchiveOutcome.AlreadyStored existing = describe(key);
        // A repetition finds what its own first attempt wrote, if the answer was lost.
        return repeated[0] && existing.bodySha256().equals(digest) ? new ArchiveOutcome.Stored() : existing;
    }

    /** Streams the payload's own bytes: a body of a megabyte is not copied. */
    private static RequestBody content(RawPayload body) {
        return RequestBody.fromContentProvider(
                ContentStreamProvider.fromInputStreamSupplier(body::newInputStream),
                body.size(),
                "application/octet-stream");
    }

    private ArchiveOutcome.AlreadyStored describe(ArchiveKey key) {
        return AwsCalls.writing("S3 HeadObject", () -> {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key.value()));
            String digest = head.metadata().get(DIGEST);
            if (digest == null) {
                throw new IllegalStateException("an object of the archive's bucket is not Sallyport's");
            }
            return new ArchiveOutcome.AlreadyStored(
                    Sha256.ofHex(digest), head.contentLength().intValue());
        });
    }

    @Override
    public ReadOutcome read(ArchiveKey key) {
        ResponseBytes<GetObjectResponse> object = get(key.value());
        if (object == null) {
            return new ReadOutcome.Missing();
        }
        RawPayload body = RawPayload.adopt(object.asByteArrayUnsafe());
        Map<String, String> metadata = object.response().metadata();
        if (!body.sha256().toHex().equals(metadata.get(DIGEST))) {
            return new ReadOutcome.Corrupt("the body does not have the digest that was kept with it");
        }
        String request = metadata.get(REQUEST);
        if (request == null) {
            ResponseBytes<GetObjectResponse> beside = get(key + SUFFIX_OF_REQUEST);
            if (beside == null) {
                return new ReadOutcome.Corrupt("the body lies without its request");
            }
            request = beside.asUtf8String();
        }
        try {
            return new ReadOutcome.Found(RequestJson.read(request, body));
        } catch (IOException e) {
            return new ReadOutcome.Corrupt("the request kept with the body cannot be read");
        }
    }

    private @Nullable ResponseBytes<GetObjectResponse> get(String key) {
        return AwsCalls.reading("S3 GetObject", () -> {
            try {
                return client.getObject(request -> request.bucket(bucket).key(key), ResponseTransformer.toBytes());
            } catch (NoSuchKeyException e) {
                return null;
            }
        });
    }

    @Override
    public void storeDeadLetter(ArchiveKey key, WebhookRecord dead) {
        AwsCalls.writing(
                "S3 PutObject",
                () -> client.putObject(
                        put -> put.bucket(bucket).key(key.value()).contentType("application/json"),
                        RequestBody.fromString(RecordJson.write(dead))));
    }
}
