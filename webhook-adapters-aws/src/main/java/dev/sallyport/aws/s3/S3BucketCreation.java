package dev.sallyport.aws.s3;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.aws.Resources.Bucket;
import dev.sallyport.aws.Resources.Expiration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** Makes a bucket as it is described, for emulators and for those who deploy by other means than the CDK. */
public final class S3BucketCreation {

    private S3BucketCreation() {}

    /**
     * Makes a bucket unless the account has one of that name, and sets when its objects expire.
     *
     * @throws dev.sallyport.core.port.out.PortException if it may not be there
     */
    public static void create(S3Client client, Bucket description, String name) {
        AwsCalls.writing("S3 CreateBucket", () -> {
            try {
                return client.createBucket(request(client, name));
            } catch (BucketAlreadyOwnedByYouException e) {
                return null;
            }
        });
        AwsCalls.writing(
                "S3 PutBucketLifecycleConfiguration",
                () -> client.putBucketLifecycleConfiguration(request -> request.bucket(name)
                        .lifecycleConfiguration(configuration -> configuration.rules(description.expirations().stream()
                                .map(S3BucketCreation::rule)
                                .toList()))));
    }

    private static CreateBucketRequest request(S3Client client, String name) {
        CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(name);
        Region region = client.serviceClientConfiguration().region();
        if (!Region.US_EAST_1.equals(region)) {
            // The service takes every region as a constraint but the one that it takes for granted.
            request.createBucketConfiguration(CreateBucketConfiguration.builder()
                    .locationConstraint(region.id())
                    .build());
        }
        return request.build();
    }

    private static LifecycleRule rule(Expiration expiration) {
        return LifecycleRule.builder()
                .id(expiration.name())
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(expiration.prefix()))
                .expiration(after -> after.days(expiration.afterDays()))
                .build();
    }
}
