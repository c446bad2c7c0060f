package dev.sallyport.aws.cost;

/** What the services count to make up a bill. */
public enum BilledUnit {
    /** A request to SQS; one for each started 64 KiB of messages that it carries. */
    SQS_REQUEST,
    /** A write request unit of DynamoDB: a started kilobyte of an item, in the table and in each index that changes. */
    DYNAMODB_WRITE,
    /** A read request unit of DynamoDB: four started kilobytes read consistently, twice as much otherwise. */
    DYNAMODB_READ,
    /** A request to S3 that writes or lists. */
    S3_PUT,
    /** A request to S3 that reads. */
    S3_GET,
    /** An event put on a bus; one for each started 64 KiB of it. */
    EVENTBRIDGE_EVENT,
    /** A request to any other service. */
    OTHER_REQUEST
}
