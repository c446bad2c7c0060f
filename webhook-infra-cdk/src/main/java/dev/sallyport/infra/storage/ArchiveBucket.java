package dev.sallyport.infra.storage;

import dev.sallyport.infra.deployment.ProviderDeployment;
import dev.sallyport.infra.layout.ResourceLayout.BucketLayout;
import dev.sallyport.infra.settings.Acceptance;
import dev.sallyport.infra.settings.Foundation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * The archive of bodies: versioned, encrypted, closed to the public and to plain HTTP, with a log of who read what. Its
 * rules follow each provider's policy.
 *
 * <p>Inputs: settings, the providers' policies. Outputs: the bucket. On deletion of the stack: emptied and deleted with
 * its log, unless data is retained.
 *
 * <p>S3 leaves objects below 128 KB in their storage class whatever a rule says, because moving them costs more than it
 * saves: what is cold and small stays warm, what lies in bundles moves.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">
 *     constraints of transitions</a>
 */
public final class ArchiveBucket extends Construct {

    private static final String LOG_PREFIX = "archive/";
    private static final int ACCESS_LOG_DAYS = 90;

    private final Bucket bucket;

    /** Makes the bucket. */
    public ArchiveBucket(
            Construct scope,
            String id,
            Foundation foundation,
            ArchiveSettings settings,
            List<ProviderDeployment> providers,
            BucketLayout layout) {
        super(scope, id);
        List<LifecycleRule> rules = LifecycleRules.of(settings, providers, layout);
        Bucket accessLogs = accessLogs(foundation);
        Bucket.Builder builder = closed(Bucket.Builder.create(this, "Bucket"), foundation)
                .bucketName(name("webhook-archive", foundation))
                .versioned(true)
                .lifecycleRules(rules);
        if (foundation.key() == null) {
            builder.encryption(BucketEncryption.S3_MANAGED);
        } else {
            builder.encryption(BucketEncryption.KMS)
                    .encryptionKey(foundation.key())
                    .bucketKeyEnabled(true);
        }
        bucket = builder.build();
        logAccess(accessLogs);
    }

    /** What CDK would write for the same depends on flags of the app that embeds this. */
    private void logAccess(Bucket accessLogs) {
        CfnBucket resource = (CfnBucket) Objects.requireNonNull(bucket.getNode().getDefaultChild());
        resource.setLoggingConfiguration(CfnBucket.LoggingConfigurationProperty.builder()
                .destinationBucketName(accessLogs.getBucketName())
                .logFilePrefix(LOG_PREFIX)
                .build());
        accessLogs.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(ServicePrincipal.Builder.create("logging.s3.amazonaws.com")
                        .build()))
                .actions(List.of("s3:PutObject"))
                .resources(List.of(accessLogs.arnForObjects(LOG_PREFIX + "*")))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
    }

    private Bucket accessLogs(Foundation foundation) {
        // The logging service can write to buckets under S3's own key only.
        Bucket logs = closed(Bucket.Builder.create(this, "AccessLogs"), foundation)
                .bucketName(name("webhook-access-logs", foundation))
                .encryption(BucketEncryption.S3_MANAGED)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .id("access-logs")
                        .expiration(Duration.days(ACCESS_LOG_DAYS))
                        .build()))
                .build();
        Acceptance.of(logs, "S1", "This bucket holds the access log of the archive; a log of the log has no end.");
        return logs;
    }

    private static Bucket.Builder closed(Bucket.Builder builder, Foundation foundation) {
        return builder.blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .removalPolicy(foundation.retention().removalPolicy())
                .autoDeleteObjects(foundation.retention().deletes());
    }

    /** Names of buckets are the world's, not the account's. */
    private String name(String resourceType, Foundation foundation) {
        Stack stack = Stack.of(this);
        return foundation.names().of(resourceType + "-" + stack.getAccount() + "-" + stack.getRegion());
    }

    /** Returns the bucket. */
    public Bucket bucket() {
        return bucket;
    }
}
