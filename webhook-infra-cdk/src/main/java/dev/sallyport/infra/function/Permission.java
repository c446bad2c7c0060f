package dev.sallyport.infra.function;

import java.util.List;

/**
 * Actions that a function's role is allowed on one resource.
 *
 * @param resource on what
 * @param actions IAM's names of them
 * @param user who issues them under that role
 */
public record Permission(Resource resource, List<String> actions, User user) {

    public Permission {
        actions = List.copyOf(actions);
    }

    /** Returns what a function's own code does. */
    static Permission code(Resource resource, String... actions) {
        return new Permission(resource, List.of(actions), User.CODE);
    }

    /**
     * Returns what the Lambda service does to take messages for a function.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">permissions of the
     *     execution role</a>
     */
    static Permission poller(Resource queue) {
        return new Permission(
                queue, List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"), User.SERVICE);
    }

    /** Returns what the Lambda service does with an invocation that failed for good. */
    static Permission failures(Resource queue) {
        return new Permission(queue, List.of("sqs:SendMessage"), User.SERVICE);
    }

    /**
     * Returns what S3 wants to see before it says that an object is missing; it says "access denied" otherwise.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject, permissions</a>
     */
    static Permission toBeToldWhatIsMissing(Resource bucket) {
        return new Permission(bucket, List.of("s3:ListBucket"), User.SERVICE);
    }

    /** Who issues an action. */
    public enum User {
        /** The function's code: a run of it records the action. */
        CODE,
        /** A service on the function's behalf: no run of the code shows it. */
        SERVICE
    }
}
