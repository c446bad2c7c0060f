package dev.sallyport.local.emulated.transfer;

import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.local.transfer.TransferException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Looks whether what was named is there, before anything is moved. */
final class DeploymentCheck {

    private DeploymentCheck() {}

    /**
     * Finds a table, and returns a text that names it and none before it of that name.
     *
     * @throws TransferException if there is none, or not one of Sallyport's
     */
    static String identityOf(DynamoDbClient client, String table) {
        TableDescription description = describe(client, table);
        boolean isOurs = description.hasGlobalSecondaryIndexes()
                && description.globalSecondaryIndexes().stream()
                        .anyMatch(index -> index.indexName().equals(DynamoDbLayout.ARRIVALS_INDEX.name()));
        if (!isOurs) {
            throw new TransferException("the table " + table + " is not one that Sallyport made");
        }
        return description.tableArn() + " " + description.tableId() + " " + description.creationDateTime();
    }

    private static TableDescription describe(DynamoDbClient client, String table) {
        try {
            return client.describeTable(request -> request.tableName(table)).table();
        } catch (ResourceNotFoundException e) {
            throw missing("table " + table, e);
        }
    }

    /** Finds a bucket. */
    static void bucket(S3Client client, String bucket) {
        try {
            client.headBucket(request -> request.bucket(bucket));
        } catch (NoSuchBucketException e) {
            throw missing("bucket " + bucket, e);
        }
    }

    /** Finds a queue. */
    static void queue(SqsClient client, String url) {
        try {
            client.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN));
        } catch (QueueDoesNotExistException e) {
            throw missing("queue " + url, e);
        }
    }

    private static TransferException missing(String what, RuntimeException e) {
        return new TransferException(
                "there is no " + what + " in this account and region: deploy first, or name another", e);
    }
}
