package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.infra.storage.ArchiveSettings;
import dev.sallyport.infra.synthesis.RequiresNode;
import dev.sallyport.infra.synthesis.Synthesis;
import dev.sallyport.infra.synthesis.TemplateView;
import dev.sallyport.infra.synthesis.TemplateView.Part;
import dev.sallyport.infra.synthesis.Variant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@RequiresNode
class StorageTemplateTest {

    private final TemplateView defaults = Synthesis.of(Variant.DEFAULTS);
    private final TemplateView careful = Synthesis.of(Variant.CAREFUL);

    @Nested
    class Table {

        private final Part table = defaults.one("AWS::DynamoDB::Table");

        @Test
        void shouldBePaidByRequest() {
            assertThat(table.text("Properties.BillingMode")).isEqualTo("PAY_PER_REQUEST");
        }

        @Test
        void shouldBeEncryptedAndRestorable() {
            assertThat(table.value("Properties.SSESpecification.SSEEnabled")).isEqualTo(true);
            assertThat(table.value("Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"))
                    .isEqualTo(true);
        }

        @Test
        void shouldForgetWhatHasExpired() {
            assertThat(table.text("Properties.TimeToLiveSpecification.AttributeName"))
                    .isEqualTo("expires_at_epoch_seconds");
            assertThat(table.value("Properties.TimeToLiveSpecification.Enabled"))
                    .isEqualTo(true);
        }

        @Test
        void shouldHaveNoStreamThatNothingReads() {
            assertThat(table.find("Properties.StreamSpecification")).isNull();
        }

        @Test
        void shouldGoWithTheStackUnlessKept() {
            Part kept = careful.one("AWS::DynamoDB::Table");

            assertThat(table.text("DeletionPolicy")).isEqualTo("Delete");
            assertThat(table.value("Properties.DeletionProtectionEnabled")).isEqualTo(false);
            assertThat(kept.text("DeletionPolicy")).isEqualTo("Retain");
            assertThat(kept.value("Properties.DeletionProtectionEnabled")).isEqualTo(true);
        }
    }

    @Nested
    class Archive {

        private final Part bucket = archive(defaults);

        @Test
        void shouldKeepVersionsAndBeEncrypted() {
            assertThat(bucket.text("Properties.VersioningConfiguration.Status")).isEqualTo("Enabled");
            assertThat(algorithm(bucket)).isEqualTo("AES256");
        }

        @Test
        void shouldBeClosedToThePublic() {
            assertThat(bucket.part("Properties.PublicAccessBlockConfiguration").values())
                    .isEqualTo(Map.of(
                            "BlockPublicAcls", true,
                            "BlockPublicPolicy", true,
                            "IgnorePublicAcls", true,
                            "RestrictPublicBuckets", true));
        }

        @Test
        void shouldRefuseRequestsWithoutTls() {
            Part policy = defaults.one("AWS::S3::BucketPolicy", "Bucket", "${" + bucket.id() + "}");

            assertThat(policy.parts("Properties.PolicyDocument.Statement")).anySatisfy(statement -> {
                assertThat(statement.text("Effect")).isEqualTo("Deny");
                assertThat(statement.text("Action")).isEqualTo("s3:*");
                assertThat(statement.part("Condition.Bool").values()).containsEntry("aws:SecureTransport", "false");
            });
        }

        @Test
        void shouldMoveBodiesToGlacierAfterThirtyDays() {
            assertThat(rules(bucket).get("stripe/").text("Transitions.0.StorageClass"))
                    .isEqualTo("GLACIER_IR");
            assertThat(rules(bucket).get("stripe/").number("Transitions.0.TransitionInDays"))
                    .isEqualTo(30);
            assertThat(rules(bucket).get("stripe/").find("ExpirationInDays")).isNull();
            assertThat(rules(bucket).get("dead-letters/").number("Transitions.0.TransitionInDays"))
                    .isEqualTo(30);
        }

        @Test
        void shouldFollowTheProvidersOwnPolicy() {
            Part acme = rules(bucket).get("acme/");
            Part brief = rules(bucket).get("brief/");

            assertThat(acme.number("Transitions.0.TransitionInDays")).isEqualTo(60);
            assertThat(acme.number("ExpirationInDays")).isEqualTo(365);
            assertThat(brief.parts("Transitions")).isEmpty();
            assertThat(brief.number("ExpirationInDays")).isEqualTo(7);
        }

        @Test
        void shouldAgeBundlesByTheirClass() {
            Part bundles = rules(bucket).get("bundles/P20D-P90D/");

            assertThat(bundles.number("Transitions.0.TransitionInDays")).isEqualTo(20);
            assertThat(bundles.number("ExpirationInDays")).isEqualTo(90);
        }

        @Test
        void shouldDeleteBodiesOfEventsAsTheAdaptersNeed() {
            assertThat(rules(bucket).get("events/").number("ExpirationInDays")).isEqualTo(400);
        }

        @Test
        void shouldForgetOldVersionsAndUnfinishedUploads() {
            Part upkeep = bucket.parts("Properties.LifecycleConfiguration.Rules").stream()
                    .filter(rule -> rule.text("Id").equals("old-versions"))
                    .findFirst()
                    .orElseThrow();

            assertThat(upkeep.number("NoncurrentVersionExpiration.NoncurrentDays"))
                    .isEqualTo(30);
            assertThat(upkeep.number("AbortIncompleteMultipartUpload.DaysAfterInitiation"))
                    .isEqualTo(7);
        }

        @Test
        void shouldTakeOtherAgesAndAnotherClass() {
            Part stripe = rules(archive(careful)).get("stripe/");

            assertThat(stripe.text("Transitions.0.StorageClass")).isEqualTo("GLACIER");
            assertThat(stripe.number("Transitions.0.TransitionInDays")).isEqualTo(10);
            assertThat(stripe.number("ExpirationInDays")).isEqualTo(100);
        }

        @Test
        void shouldRefuseBodiesThatExpireBeforeTheyMove() {
            assertThatThrownBy(() -> ArchiveSettings.builder()
                            .transitionAfterDays(30)
                            .expireAfterDays(30)
                            .build())
                    .hasMessageContaining("must not expire before");
        }

        @Test
        void shouldLogWhoReadsIt() {
            Part logs = defaults.one("AWS::S3::Bucket", part -> part.id().contains("AccessLogs"));
            Part policy = defaults.one("AWS::S3::BucketPolicy", "Bucket", "${" + logs.id() + "}");

            assertThat(bucket.text("Properties.LoggingConfiguration.DestinationBucketName"))
                    .isEqualTo("${" + logs.id() + "}");
            assertThat(policy.parts("Properties.PolicyDocument.Statement"))
                    .anySatisfy(statement ->
                            assertThat(statement.text("Principal.Service")).isEqualTo("logging.s3.amazonaws.com"));
        }

        @Test
        void shouldBeEmptiedAndGoWithTheStackUnlessKept() {
            assertThat(bucket.text("DeletionPolicy")).isEqualTo("Delete");
            assertThat(defaults.all("Custom::S3AutoDeleteObjects")).hasSize(2);
            assertThat(archive(careful).text("DeletionPolicy")).isEqualTo("Retain");
            assertThat(careful.all("Custom::S3AutoDeleteObjects")).isEmpty();
        }
    }

    @Nested
    class OwnKey {

        private final Part key = careful.one("AWS::KMS::Key");

        @Test
        void shouldBeMadeWhereAskedOnly() {
            assertThat(defaults.all("AWS::KMS::Key")).isEmpty();
            assertThat(key.value("Properties.EnableKeyRotation")).isEqualTo(true);
            assertThat(key.text("DeletionPolicy")).isEqualTo("Retain");
        }

        @Test
        void shouldEncryptAllThatIsKept() {
            String arn = "${" + key.id() + ".Arn}";

            assertThat(careful.one("AWS::DynamoDB::Table").text("Properties.SSESpecification.KMSMasterKeyId"))
                    .isEqualTo(arn);
            assertThat(algorithm(archive(careful))).isEqualTo("aws:kms");
            assertThat(careful.all("AWS::SQS::Queue"))
                    .hasSize(5)
                    .allSatisfy(queue ->
                            assertThat(queue.text("Properties.KmsMasterKeyId")).isEqualTo(arn));
            assertThat(careful.all("AWS::SecretsManager::Secret"))
                    .allSatisfy(secret ->
                            assertThat(secret.text("Properties.KmsKeyId")).isEqualTo(arn));
        }
    }

    private static Part archive(TemplateView template) {
        return template.one("AWS::S3::Bucket", part -> part.id().contains("ArchiveBucket"));
    }

    private static String algorithm(Part bucket) {
        return bucket.text(
                "Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm");
    }

    private static Map<String, Part> rules(Part bucket) {
        return bucket.parts("Properties.LifecycleConfiguration.Rules").stream()
                .filter(rule -> rule.find("Prefix") != null)
                .peek(rule -> assertThat(rule.text("Status")).isEqualTo("Enabled"))
                .collect(Collectors.toMap(rule -> rule.text("Prefix"), rule -> rule));
    }
}
