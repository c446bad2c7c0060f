package dev.sallyport.local.emulated.cost;

import dev.sallyport.aws.cost.BilledUnit;
import dev.sallyport.aws.cost.BilledUnits;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Counts what those who feed functions from queues are billed for, and the batches that they hand over. Asking a queue
 * that is empty is left out: it costs the same each month, whatever comes. Safe for any number of threads.
 */
final class PolledUnits implements ExecutionInterceptor {

    private final LongAdder receives = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private final DoubleAdder units = new DoubleAdder();

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        LongAdder count;
        if (context.response() instanceof ReceiveMessageResponse received
                && !received.messages().isEmpty()) {
            count = receives;
        } else if (context.response() instanceof DeleteMessageBatchResponse) {
            count = deletes;
        } else {
            return;
        }
        count.increment();
        units.add(BilledUnits.ofAnswer(context, attributes).getOrDefault(BilledUnit.SQS_REQUEST, 0.0));
    }

    /** Returns how many batches there were. */
    long receives() {
        return receives.sum();
    }

    long deletes() {
        return deletes.sum();
    }

    double units() {
        return units.sum();
    }
}
