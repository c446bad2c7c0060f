package dev.sallyport.aws.cost;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

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
        return BilledUnits.reporting(context.request());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String operation = BilledUnits.service(attributes) + ' ' + BilledUnits.operation(attributes);
        calls.computeIfAbsent(operation, absent -> new LongAdder()).increment();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        add(BilledUnits.ofAnswer(context, attributes));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        add(BilledUnits.ofFailure(context, attributes));
    }

    private void add(Map<BilledUnit, Double> more) {
        more.forEach((unit, count) ->
                units.computeIfAbsent(unit, absent -> new DoubleAdder()).add(count));
    }
}
