package dev.sallyport.local.emulated.transfer;

import dev.sallyport.local.transfer.TransferException;
import dev.sallyport.local.transfer.TransferOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of what a deployment is made of: those given one by one first, then those of the stack's outputs, then those
 * that the environment has as the functions have them. Immutable.
 */
final class DeploymentNames {

    private final Map<String, String> byWhat;

    private DeploymentNames(Map<String, String> byWhat) {
        this.byWhat = Map.copyOf(byWhat);
    }

    /**
     * Gathers the names.
     *
     * @throws TransferException if the stack's outputs cannot be read
     */
    static DeploymentNames of(TransferOrder order) {
        Path stack = order.stack();
        Map<String, String> outputs = stack == null ? Map.of() : StackOutputs.read(stack);
        Map<String, String> names = new HashMap<>();
        for (What what : What.values()) {
            String name = order.names().get(what.option());
            name = name == null ? outputs.get(what.option()) : name;
            name = name == null ? order.environment().get(what.variable()) : name;
            if (name != null && !name.isBlank()) {
                names.put(what.option(), name);
            }
        }
        return new DeploymentNames(names);
    }

    /** Returns a name, or null if nothing says it. */
    @Nullable
    String find(What what) {
        return byWhat.get(what.option());
    }

    /**
     * Returns a name.
     *
     * @throws TransferException if nothing says it
     */
    String get(What what) {
        String name = find(what);
        if (name == null) {
            throw new TransferException("nothing says which " + what.title() + " is meant: give --" + what.option()
                    + ", --stack with the outputs of the deployed stack, or the variable " + what.variable());
        }
        return name;
    }

    /** What has a name. */
    enum What {
        TABLE("table"),
        BUCKET("bucket"),
        QUEUE_URL("queue"),
        MASTER_KEY("secret of master keys");

        private final String title;

        What(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /** Returns the option that names it, without dashes. */
        String option() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Returns the variable by which the functions find it. */
        String variable() {
            return "SALLYPORT_" + name();
        }
    }
}
