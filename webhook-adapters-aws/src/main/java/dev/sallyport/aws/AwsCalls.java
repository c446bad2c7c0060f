package dev.sallyport.aws;

import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortException;
import dev.sallyport.core.port.out.PortUnavailableException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes calls of the SDK, and tells what their failures mean in the words of the ports. Answers that an adapter expects,
 * such as a condition that does not hold, are caught by the adapter inside the call. Safe for any number of threads.
 */
public final class AwsCalls {

    private static final int FIRST_SERVER_ERROR = 500;

    private AwsCalls() {}

    /**
     * Makes a call that changes nothing.
     *
     * @param what the call, for the message: {@code DynamoDB GetItem}
     * @throws PortUnavailableException if it fails
     */
    public static <T> T reading(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            restoreInterrupt(e);
            throw new PortUnavailableException(message(what, e), e);
        }
    }

    /**
     * Makes a call that may change something.
     *
     * @param what the call, for the message: {@code DynamoDB PutItem}
     * @throws PortUnavailableException if the service refused it at the first attempt, so that nothing has changed
     * @throws OutcomeUnknownException if it fails otherwise: the SDK may have repeated a call whose answer was lost
     */
    public static <T> T writing(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            restoreInterrupt(e);
            throw failedWrite(what, e);
        }
    }

    private static PortException failedWrite(String what, SdkException e) {
        return e instanceof AwsServiceException refusal && refusal.statusCode() < FIRST_SERVER_ERROR && !wasRepeated(e)
                ? new PortUnavailableException(message(what, e), e)
                : new OutcomeUnknownException(message(what, e), e);
    }

    /** Tells whether the SDK sent a request more than once before it failed. */
    public static boolean wasRepeated(SdkException e) {
        Integer attempts = e.numAttempts();
        return attempts == null || attempts > 1;
    }

    private static void restoreInterrupt(SdkException e) {
        if (e instanceof AbortedException) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves out the vendor's text, which may quote what was sent; it stays in the cause. */
    private static String message(String what, SdkException e) {
        return what + " failed: "
                + (e instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null
                        ? refusal.awsErrorDetails().errorCode() + ", HTTP " + refusal.statusCode()
                        : e.getClass().getSimpleName());
    }
}
