package dev.sallyport.lambda.wiring;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.ServiceMetadataProvider;
import software.amazon.awssdk.regions.servicemetadata.DynamodbServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.EnhancedS3ServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.EventsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SecretsmanagerServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SqsServiceMetadata;

/**
 * Knows where the services are that functions call, by the SDK's own metadata of each. In the receiver's package it stands
 * in the place of the SDK's {@code GeneratedServiceMetadataProvider}, which makes the metadata of every service of AWS as
 * soon as a client is made: a tenth of a cold start. Nothing in this module's code names it, but its {@code pom.xml} does.
 * Thread-safe.
 */
public final class CalledServiceMetadata implements ServiceMetadataProvider {

    /**
     * Returns what is known of a service.
     *
     * @param prefix as endpoints begin, such as {@code sqs}
     * @return null for services that no function calls: for those the SDK puts endpoints together from prefix, region and
     *     partition, as it does for services that are newer than itself
     */
    @Override
    public @Nullable ServiceMetadata serviceMetadata(String prefix) {
        return switch (prefix) {
            case "dynamodb" -> new DynamodbServiceMetadata();
            case "events" -> new EventsServiceMetadata();
            case "s3" -> new EnhancedS3ServiceMetadata();
            case "secretsmanager" -> new SecretsmanagerServiceMetadata();
            case "sqs" -> new SqsServiceMetadata();
            default -> null;
        };
    }
}
