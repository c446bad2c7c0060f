package dev.sallyport.local.transfer;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which state of an engine is meant that is found on the class path.
 *
 * @param environment the environment variables of whoever asks
 * @param endpoint where all services are; null for where the environment says
 * @param stack a file of a deployment's outputs; null if there is none
 * @param config the configuration of the deployment; null for its defaults
 * @param names what was named one by one, by the names that {@code docs/export.md} lists, such as {@code table}; they
 *     come before the stack's, and the stack's before the environment's
 */
public record TransferOrder(
        Map<String, String> environment,
        @Nullable URI endpoint,
        @Nullable Path stack,
        @Nullable Path config,
        Map<String, String> names) {

    public TransferOrder {
        environment = Map.copyOf(environment);
        names = Map.copyOf(names);
    }

    /** Leaves out the variables: they may hold secrets. */
    @Override
    public String toString() {
        return "TransferOrder[" + names + "]";
    }
}
