package dev.sallyport.emulation.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.emulation.protocol.ServiceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One secret with its versions. For one thread at a time. */
final class StoredSecret {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CURRENT = "AWSCURRENT";
    private static final String PREVIOUS = "AWSPREVIOUS";

    /** An ARN ends in a hyphen and six characters, which callers may leave out. */
    private static final int CHANCE = 7;

    private final String name;
    private final String arn;
    private final Map<String, Version> versions = new LinkedHashMap<>();
    private final Map<String, String> versionByStage = new LinkedHashMap<>();

    StoredSecret(String name, String arn) {
        this.name = name;
        this.arn = arn;
    }

    private record Version(JsonNode value, Instant created) {

        @Override
        public String toString() {
            return "Version[" + created + "]";
        }
    }

    boolean isCalled(String id) {
        return id.equals(name) || id.equals(arn) || id.equals(arn.substring(0, arn.length() - CHANCE));
    }

    /** Adds a version, and returns its id; the same request again changes nothing. */
    String put(JsonNode request, Instant now) throws ServiceException {
        boolean text = request.hasNonNull("SecretString");
        if (text == request.hasNonNull("SecretBinary")) {
            throw ServiceException.of(
                    "InvalidRequestException", "You must provide either SecretString or SecretBinary, and not both.");
        }
        String id = request.path("ClientRequestToken").asText(UUID.randomUUID().toString());
        ObjectNode value = JSON.createObjectNode();
        String field = text ? "SecretString" : "SecretBinary";
        value.set(field, request.get(field));
        Version known = versions.get(id);
        if (known != null) {
            if (!known.value().equals(value)) {
                throw ServiceException.of(
                        "ResourceExistsException",
                        "You can't use ClientRequestToken " + id + " because that value is already in use for a"
                                + " version of secret " + arn + ".");
            }
            return id;
        }
        versions.put(id, new Version(value, now));
        JsonNode stages = request.path("VersionStages");
        if (stages.isEmpty()) {
            stage(CURRENT, id);
        } else {
            stages.forEach(stage -> stage(stage.asText(), id));
        }
        // The first version is the current one, whatever else it is called.
        if (!versionByStage.containsKey(CURRENT)) {
            stage(CURRENT, id);
        }
        return id;
    }

    private void stage(String stage, String version) {
        @Nullable String former = versionByStage.put(stage, version);
        if (stage.equals(CURRENT) && former != null) {
            versionByStage.put(PREVIOUS, former);
        }
    }

    List<String> versions() {
        return List.copyOf(versions.keySet());
    }

    List<String> stagesOf(String version) {
        List<String> stages = new ArrayList<>();
        versionByStage.forEach((stage, id) -> {
            if (id.equals(version)) {
                stages.add(stage);
            }
        });
        return stages;
    }

    /**
     * Returns a version with its value.
     *
     * @param id null for the one of the stage
     * @param stage null for the current one
     */
    ObjectNode read(@Nullable String id, @Nullable String stage) throws ServiceException {
        String label = stage == null ? CURRENT : stage;
        @Nullable String wanted = id == null ? versionByStage.get(label) : id;
        @Nullable Version version = wanted == null ? null : versions.get(wanted);
        if (wanted == null || version == null) {
            throw notFound("Secrets Manager can't find the specified secret value for "
                    + (id == null ? "staging label: " + label : "VersionId: " + id));
        }
        if (id != null && stage != null && !id.equals(versionByStage.get(stage))) {
            throw ServiceException.of(
                    "InvalidRequestException",
                    "You provided a VersionStage that is not associated to the provided VersionId.");
        }
        ObjectNode answer = describe().put("VersionId", wanted);
        answer.setAll((ObjectNode) version.value());
        stagesOf(wanted).forEach(answer.putArray("VersionStages")::add);
        answer.put("CreatedDate", version.created().toEpochMilli() / 1_000.0);
        return answer;
    }

    ObjectNode describe() {
        return JSON.createObjectNode().put("ARN", arn).put("Name", name);
    }

    static ServiceException notFound(String message) {
        return ServiceException.of("ResourceNotFoundException", message);
    }
}
