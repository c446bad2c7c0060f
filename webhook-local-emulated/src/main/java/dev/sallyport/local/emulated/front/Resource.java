package dev.sallyport.local.emulated.front;

import java.util.Map;

/**
 * A path of an API that a request came to.
 *
 * @param path with placeholders, such as {@code /webhooks/{provider}} or {@code /events/{proxy+}}
 * @param parameters what stands in the placeholders' places
 */
public record Resource(String path, Map<String, String> parameters) {

    public Resource {
        parameters = Map.copyOf(parameters);
    }
}
