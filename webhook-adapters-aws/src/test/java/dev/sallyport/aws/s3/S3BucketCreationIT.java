package dev.sallyport.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.aws.Resources;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

class S3BucketCreationIT {

    private final S3Client client = S3Emulator.client();

    @Test
    void shouldMakeABucketWhoseObjectsExpireAsDescribedAndLeaveAloneOneThatExists() {
        String name = "made-" + UUID.randomUUID();

        S3BucketCreation.create(client, Resources.described().bucket(), name);
        S3BucketCreation.create(client, Resources.described().bucket(), name);

        LifecycleRule rule = client.getBucketLifecycleConfiguration(request -> request.bucket(name))
                .rules()
                .getFirst();
        assertThat(rule.filter().prefix()).isEqualTo("events/");
        assertThat(rule.expiration().days()).isEqualTo(400);
    }
}
