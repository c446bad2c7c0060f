package dev.sallyport.lambda.wiring;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that a function was given. Immutable. */
public final class Environment {

    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /**
     * Returns a variable that must be there.
     *
     * @throws IllegalStateException naming it, if it is not
     */
    String text(String name) {
        String value = find(name);
        if (value == null) {
            throw new IllegalStateException(
                    "the environment has no variable " + name + ": the function's configuration must set it");
        }
        return value;
    }

    /** Returns a variable, or else another text. */
    String text(String name, String otherwise) {
        String value = find(name);
        return value == null ? otherwise : value;
    }

    /** Returns a variable; null if it is absent or empty. */
    @Nullable
    String find(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Returns where a service is reached instead of at AWS; null for AWS itself. */
    @Nullable
    URI endpoint(String service) {
        String own = find(ENDPOINT + '_' + service);
        String all = own == null ? find(ENDPOINT) : own;
        return all == null ? null : URI.create(all);
    }

    /** Tells whether some service is reached elsewhere than at AWS. */
    boolean hasOwnEndpoints() {
        return variables.entrySet().stream()
                .anyMatch(variable -> variable.getKey().startsWith(ENDPOINT)
                        && !variable.getValue().isEmpty());
    }

    /** Returns all variables, for references to secrets. */
    Map<String, String> all() {
        return variables;
    }

    /** Names the variables only: values may be secrets. */
    @Override
    public String toString() {
        return "Environment" + variables.keySet();
    }
}
