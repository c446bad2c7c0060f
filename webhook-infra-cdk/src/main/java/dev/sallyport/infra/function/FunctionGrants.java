package dev.sallyport.infra.function;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the resources of the catalogue are.
 *
 * @param arns of every resource; none for one that the deployment does not have, such as secrets of no provider
 */
public record FunctionGrants(Map<Resource, List<String>> arns) {

    public FunctionGrants {
        Map<Resource, List<String>> copy = new EnumMap<>(Resource.class);
        for (Resource resource : Resource.values()) {
            copy.put(resource, List.copyOf(arns.getOrDefault(resource, List.of())));
        }
        arns = copy;
    }

    /** Returns a resource's ARNs. */
    List<String> of(Resource resource) {
        return arns.getOrDefault(resource, List.of());
    }
}
