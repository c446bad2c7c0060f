package dev.sallyport.emulation.function;

import java.time.Duration;
import java.util.Map;

/**
 * What a function is.
 *
 * @param name its name, such as {@code webhook-receiver-dev}
 * @param handler what the runtime client runs, such as {@code pkg.Class::method}
 * @param memory megabytes that the function is told it has, 128 to 10,240
 * @param timeout how long one invocation may take
 * @param concurrency the most events that are worked on at the same time, each in an environment of its own; at least 1
 * @param environment its environment variables
 */
public record FunctionSettings(
        String name, String handler, int memory, Duration timeout, int concurrency, Map<String, String> environment) {

    public FunctionSettings {
        environment = Map.copyOf(environment);
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, not " + concurrency);
        }
    }

    /** Names no values of the environment. */
    @Override
    public String toString() {
        return "FunctionSettings[" + name + ", " + handler + "]";
    }
}
