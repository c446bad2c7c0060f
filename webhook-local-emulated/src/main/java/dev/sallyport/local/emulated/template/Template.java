package dev.sallyport.local.emulated.template;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.local.engine.EngineFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The resources of a template.
 *
 * @param resources by their logical ids, in the order written
 */
public record Template(Map<String, Resource> resources) {

    public Template {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    }

    /**
     * A resource before anything in it is resolved.
     *
     * @param type such as {@code AWS::SQS::Queue}
     */
    public record Resource(String type, Map<String, Object> properties) {}

    /**
     * Reads a template.
     *
     * @throws EngineFailedException if it is none
     */
    public static Template read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new EngineFailedException(
                    "there is no template " + file + ": 'npx cdk synth' in webhook-infra-cdk writes one, "
                            + "cdk.out/Webhook.template.json",
                    null);
        }
        try {
            Map<String, Object> document = JsonDocument.readObject(RawPayload.adopt(Files.readAllBytes(file)));
            Map<String, Object> found = document == null ? Map.of() : Values.object(document.get("Resources"));
            if (found.isEmpty()) {
                throw new EngineFailedException(file + " is no CloudFormation template: it has no Resources", null);
            }
            Map<String, Resource> resources = new LinkedHashMap<>();
            found.forEach((id, value) -> {
                Map<String, Object> resource = Values.object(value);
                resources.put(
                        id,
                        new Resource(String.valueOf(resource.get("Type")), Values.object(resource.get("Properties"))));
            });
            return new Template(resources);
        } catch (IOException e) {
            throw new EngineFailedException("the template " + file + " cannot be read", e);
        }
    }

    /** Returns the resources of a type. */
    public Map<String, Resource> ofType(String type) {
        Map<String, Resource> found = new LinkedHashMap<>();
        resources.forEach((id, resource) -> {
            if (resource.type().equals(type)) {
                found.put(id, resource);
            }
        });
        return found;
    }
}
