package dev.sallyport.hosting.api.outbound;

import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.hosting.api.request.JsonBody;
import dev.sallyport.hosting.config.JsonTree;
import dev.sallyport.hosting.config.Section;
import dev.sallyport.hosting.config.YamlValue.Entry;
import dev.sallyport.hosting.config.YamlValue.Mapping;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import dev.sallyport.hosting.web.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lays a partial change over an endpoint as it is: what is named replaces, null takes back to the usual. */
final class EndpointPatch {

    private EndpointPatch() {}

    /** Returns the whole that results, to be read like one that was sent. */
    static JsonBody apply(Section patch, Endpoint before) {
        Mapping whole = JsonTree.read(Json.write(json -> EndpointJson.write(json, before)));
        if (whole == null) {
            throw new IllegalStateException("an endpoint is written as JSON");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Entry entry : JsonBody.of(whole, "an endpoint", EndpointReader.KNOWN)
                .section()
                .entries()) {
            entries.put(entry.name().text(), entry);
        }
        for (Entry entry : patch.entries()) {
            if (entry.value() instanceof Scalar scalar && scalar.isNothing()) {
                entries.remove(entry.name().text());
            } else {
                entries.put(entry.name().text(), entry);
            }
        }
        return JsonBody.of(
                new Mapping(entries.values().stream().toList(), patch.at()), "an endpoint", EndpointReader.KNOWN);
    }
}
