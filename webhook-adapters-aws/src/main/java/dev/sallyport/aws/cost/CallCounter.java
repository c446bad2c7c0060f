package dev.sallyport.aws.cost;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Counts the calls of the clients to which it was added, and the units that will be billed for them. Safe for any number
 * of threads and clients.
 *
 * <p>DynamoDB is asked to say with each answer what it counted. What it counts for a condition that does not hold it does
 * not say; that is taken from the size of the items.
 */
public final class CallCounter implements ExecutionInterceptor {

    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<BilledUnit, DoubleAdder> units = new ConcurrentHashMap<>();

    /** Returns what was counted since the beginning, or since {@link #reset}. */
    public CallCounts counts() {
        Map<String, Long> callsNow = new TreeMap<>();
        calls.forEach((operation, count) -> callsNow.put(operation, count.sum()));
        Map<BilledUnit, Double> unitsNow = new TreeMap<>();
        units.forEach((unit, count) -> unitsNow.put(unit, count.sum()));
        return new CallCounts(callsNow, unitsNow);
    }

    /** Begins to count anew; calls under way may be counted in part. */
    public void reset() {
        calls.clear();
        units.clear();
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return DynamoDbUnits.reporting(context.request());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        calls.computeIfAbsent(operation(attributes), absent -> new LongAdder()).increment();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        switch (service(attributes)) {
            case "DynamoDb" -> {
                add(BilledUnit.DYNAMODB_WRITE, DynamoDbUnits.written(context.response()));
                add(BilledUnit.DYNAMODB_READ, DynamoDbUnits.read(context.response()));
            }
            case "Sqs" ->
                add(BilledUnit.SQS_REQUEST, (double) MessageUnits.ofQueue(context.request(), context.response()));
            case "EventBridge" -> add(BilledUnit.EVENTBRIDGE_EVENT, (double) MessageUnits.ofBus(context.request()));
            case "S3" -> add(s3Unit(attributes), 1);
            default -> add(BilledUnit.OTHER_REQUEST, 1);
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        switch (service(attributes)) {
            case "DynamoDb" ->
                add(BilledUnit.DYNAMODB_WRITE, DynamoDbUnits.refused(context.request(), context.exception()));
            case "Sqs" -> add(BilledUnit.SQS_REQUEST, 1);
            case "S3" -> add(s3Unit(attributes), 1);
            default -> {
                // A bus bills events that it took, and the others requests that it answered.
            }
        }
    }

    private void add(BilledUnit unit, double count) {
        if (count > 0) {
            units.computeIfAbsent(unit, absent -> new DoubleAdder()).add(count);
        }
    }

    private static BilledUnit s3Unit(ExecutionAttributes attributes) {
        String name = name(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        return name.startsWith("Get") || name.startsWith("Head") ? BilledUnit.S3_GET : BilledUnit.S3_PUT;
    }

    private static String operation(ExecutionAttributes attributes) {
        return service(attributes) + ' ' + name(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    private static String service(ExecutionAttributes attributes) {
        return name(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
    }

    private static String name(@Nullable String name) {
        return name == null ? "" : name;
    }
}
