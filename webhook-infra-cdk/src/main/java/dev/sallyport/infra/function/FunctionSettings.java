package dev.sallyport.infra.function;

import dev.sallyport.infra.settings.PropsStyle;
import java.util.Map;
import org.immutables.value.Value;
import software.amazon.awscdk.services.logs.RetentionDays;

/** How the functions run. */
@PropsStyle
@Value.Immutable
public interface FunctionSettings {

    /** Returns a builder of settings, all with defaults but the code. */
    static Builder builder() {
        return new Builder();
    }

    /** Returns the path of the jar or directory with all handlers' code. */
    String code();

    /** Returns the paths of the code of single functions, instead of the one above: a smaller jar starts sooner. */
    Map<WebhookFunction, String> codeByFunction();

    /** Returns the memory of each function in MB, 256 to 10,240; default 512. Processor time grows with it. */
    @Value.Default
    default int memory() {
        return 512;
    }

    /** Returns the memory of single functions in MB, instead of the one above. */
    Map<WebhookFunction, Integer> memoryByFunction();

    /**
     * Returns how many invocations of single functions may run at once, 1 or more. What is reserved is taken from the
     * account's limit and given to nobody else. Default: nothing is reserved.
     */
    Map<WebhookFunction, Integer> reservedConcurrency();

    /** Returns how long logs are kept; default a week. */
    @Value.Default
    default RetentionDays logRetention() {
        return RetentionDays.ONE_WEEK;
    }

    /** Refuses what Lambda or a JVM cannot do with. */
    @Value.Check
    default void check() {
        requireMemory(memory());
        memoryByFunction().values().forEach(FunctionSettings::requireMemory);
        for (int concurrency : reservedConcurrency().values()) {
            if (concurrency < 1) {
                throw new IllegalArgumentException("a reserved concurrency must be at least 1: 0 stops the function");
            }
        }
    }

    private static void requireMemory(int memory) {
        if (memory < 256 || memory > 10_240) {
            throw new IllegalArgumentException("a function's memory must be 256 to 10240 MB, not " + memory);
        }
    }

    /** Builds settings. */
    final class Builder extends ImmutableFunctionSettings.Builder {
        Builder() {}
    }
}
