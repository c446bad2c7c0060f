package dev.sallyport.aws.cost;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Tells of single calls of the SDK what will be billed for them, for interceptors that have added {@link #reporting} to
 * the request. Of what fails otherwise than by a condition a bus bills nothing, and the others the request.
 */
public final class BilledUnits {

    private static final String DYNAMODB = "DynamoDb";
    private static final String SQS = "Sqs";
    private static final String EVENTBRIDGE = "EventBridge";
    private static final String S3 = "S3";

    private BilledUnits() {}

    /** Returns a request that asks DynamoDB to say with its answer what it counted; one of another service unchanged. */
    public static SdkRequest reporting(SdkRequest request) {
        return DynamoDbUnits.reporting(request);
    }

    /** Returns the units of a call that was answered; kinds of which there are none are left out. */
    public static Map<BilledUnit, Double> ofAnswer(Context.AfterExecution context, ExecutionAttributes attributes) {
        Map<BilledUnit, Double> units = new EnumMap<>(BilledUnit.class);
        switch (service(attributes)) {
            case DYNAMODB -> {
                add(units, BilledUnit.DYNAMODB_WRITE, DynamoDbUnits.written(context.response()));
                add(units, BilledUnit.DYNAMODB_READ, DynamoDbUnits.read(context.response()));
            }
            case SQS ->
                add(units, BilledUnit.SQS_REQUEST, (double)
                        MessageUnits.ofQueue(context.request(), context.response()));
            case EVENTBRIDGE ->
                add(units, BilledUnit.EVENTBRIDGE_EVENT, (double) MessageUnits.ofBus(context.request()));
            case S3 -> add(units, s3Unit(attributes), 1);
            default -> add(units, BilledUnit.OTHER_REQUEST, 1);
        }
        return units;
    }

    /** Returns the units of a call that failed; kinds of which there are none are left out. */
    public static Map<BilledUnit, Double> ofFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Map<BilledUnit, Double> units = new EnumMap<>(BilledUnit.class);
        switch (service(attributes)) {
            case DYNAMODB ->
                add(units, BilledUnit.DYNAMODB_WRITE, DynamoDbUnits.refused(context.request(), context.exception()));
            case SQS -> add(units, BilledUnit.SQS_REQUEST, 1);
            case S3 -> add(units, s3Unit(attributes), 1);
            default -> {
                // A bus bills events that it took, and the others requests that they answered.
            }
        }
        return units;
    }

    /** Returns the SDK's name of the service that is called, such as {@code Sqs}. */
    public static String service(ExecutionAttributes attributes) {
        return name(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
    }

    /** Returns the SDK's name of the operation that is called, such as {@code SendMessage}. */
    public static String operation(ExecutionAttributes attributes) {
        return name(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    private static void add(Map<BilledUnit, Double> units, BilledUnit unit, double count) {
        if (count > 0) {
            units.put(unit, count);
        }
    }

    private static BilledUnit s3Unit(ExecutionAttributes attributes) {
        String name = operation(attributes);
        return name.startsWith("Get") || name.startsWith("Head") ? BilledUnit.S3_GET : BilledUnit.S3_PUT;
    }

    private static String name(@Nullable String name) {
        return name == null ? "" : name;
    }
}
