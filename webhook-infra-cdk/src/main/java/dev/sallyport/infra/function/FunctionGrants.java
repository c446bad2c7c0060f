package dev.sallyport.infra.function;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the resources of the catalogue are.
 *
 * @param arns of every resource; none for one that the deployment does not have, such as secrets of no provider
 * @param sealedByReceiver whether the receiver has secrets to seal that providers hand over: else the function that the
 *     world can reach does not need the master key
 */
public record FunctionGrants(Map<Resource, List<String>> arns, boolean sealedByReceiver) {

    public FunctionGrants {
        Map<Resource, List<String>> copy = new EnumMap<>(Resource.class);
        for (Resource resource : Resource.values()) {
            copy.put(resource, List.copyOf(arns.getOrDefault(resource, List.of())));
        }
        arns = copy;
    }

    /** Returns a resource's ARNs, as far as a function needs it. */
    List<String> of(WebhookFunction function, Resource resource) {
        boolean isSpared = function == WebhookFunction.RECEIVER && resource == Resource.MASTER_KEY && !sealedByReceiver;
        return isSpared ? List.of() : arns.getOrDefault(resource, List.of());
    }
}
