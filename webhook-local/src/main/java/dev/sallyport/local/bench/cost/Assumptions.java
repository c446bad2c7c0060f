package dev.sallyport.local.bench.cost;

import java.time.Duration;

/**
 * What cannot be counted here: how long functions take in the cloud, and what the platform writes by itself.
 *
 * @param receiving how long the receiver takes for a webhook
 * @param batch how long the processor takes for a batch, whatever it holds
 * @param webhook how much longer for each webhook in it
 * @param memory of each function, in MB
 */
public record Assumptions(Duration receiving, Duration batch, Duration webhook, int memory) {

    /** What Lambda logs by itself for each invocation: its beginning, its end and its report. */
    static final int PLATFORM_LOG_BYTES = 400;

    /** Of the requests, with the sampling that active tracing has by default and a steady load. */
    static final double TRACED = 0.05;

    private static final double MEGABYTES = 1_024;

    public Assumptions {
        if (receiving.isNegative() || batch.isNegative() || webhook.isNegative()) {
            throw new IllegalArgumentException("a function cannot take less than no time");
        }
        if (memory < 128 || memory > 10_240) {
            throw new IllegalArgumentException("the memory of a function is 128 to 10240 MB, not " + memory);
        }
    }

    /** Returns the gigabyte-seconds of so many webhooks, processed in so many batches. */
    double gigabyteSeconds(double webhooks, double batches) {
        double millis = webhooks * (receiving.toMillis() + webhook.toMillis()) + batches * batch.toMillis();
        return millis / 1_000 * memory / MEGABYTES;
    }
}
