package dev.sallyport.emulation.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.emulation.protocol.FaultSwitch;
import dev.sallyport.emulation.protocol.JsonService;
import dev.sallyport.emulation.protocol.JsonServiceServer;
import dev.sallyport.emulation.protocol.ServiceException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A stand-in for Secrets Manager: secrets with versions and their staging labels, in memory. Safe for any number of
 * threads.
 *
 * <p>As in the service, a new version takes {@code AWSCURRENT}, its predecessor becomes {@code AWSPREVIOUS}, and a secret
 * without a version is there and cannot be read. Rotation, replication, policies and deletion are not offered.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html">Secrets Manager API</a>
 */
public final class SecretsManagerStandIn implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, StoredSecret> secrets = new LinkedHashMap<>();
    private final FaultSwitch faults = new FaultSwitch();
    private final String arnPrefix;
    private final Clock clock;
    private final JsonServiceServer server;

    /**
     * Begins to serve on a free port of the loopback interface, without secrets.
     *
     * @param account twelve digits
     * @param region such as {@code us-east-1}
     */
    public SecretsManagerStandIn(String account, String region, Clock clock) throws IOException {
        this.arnPrefix = "arn:aws:secretsmanager:" + region + ':' + account + ":secret:";
        this.clock = clock;
        server = new JsonServiceServer("secretsmanager", this::run, faults);
    }

    /** Returns where SDK clients reach it. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Returns the switch for faults of whole requests. */
    public FaultSwitch faults() {
        return faults;
    }

    private synchronized JsonNode run(String operation, JsonNode request) throws ServiceException {
        return switch (operation) {
            case "CreateSecret" -> create(request);
            case "PutSecretValue" -> put(request);
            case "GetSecretValue" -> get(request);
            case "DescribeSecret" -> describe(find(request));
            case "ListSecrets" -> list();
            default -> throw JsonService.unknown(operation);
        };
    }

    private ObjectNode create(JsonNode request) throws ServiceException {
        String name = request.path("Name").asText("");
        if (name.isEmpty()) {
            throw ServiceException.of("InvalidRequestException", "You must provide a name.");
        }
        if (secrets.containsKey(name)) {
            throw ServiceException.of(
                    "ResourceExistsException", "The operation failed because the secret " + name + " already exists.");
        }
        // Six characters of chance end the ARN of a secret, so that a new one of the same name has another.
        StoredSecret secret = new StoredSecret(
                name, arnPrefix + name + '-' + UUID.randomUUID().toString().substring(0, 6));
        ObjectNode answer = secret.describe();
        if (request.hasNonNull("SecretString") || request.hasNonNull("SecretBinary")) {
            answer.put("VersionId", secret.put(request, clock.instant()));
        }
        secrets.put(name, secret);
        return answer;
    }

    private ObjectNode put(JsonNode request) throws ServiceException {
        StoredSecret secret = find(request);
        String version = secret.put(request, clock.instant());
        ObjectNode answer = secret.describe().put("VersionId", version);
        secret.stagesOf(version).forEach(answer.putArray("VersionStages")::add);
        return answer;
    }

    private ObjectNode get(JsonNode request) throws ServiceException {
        return find(request)
                .read(
                        request.path("VersionId").asText(null),
                        request.path("VersionStage").asText(null));
    }

    private static ObjectNode describe(StoredSecret secret) {
        ObjectNode answer = secret.describe();
        ObjectNode versions = answer.putObject("VersionIdsToStages");
        for (String version : secret.versions()) {
            List<String> stages = secret.stagesOf(version);
            if (!stages.isEmpty()) {
                stages.forEach(versions.putArray(version)::add);
            }
        }
        return answer;
    }

    private ObjectNode list() {
        ObjectNode answer = JSON.createObjectNode();
        answer.putArray("SecretList")
                .addAll(secrets.values().stream().map(StoredSecret::describe).toList());
        return answer;
    }

    private StoredSecret find(JsonNode request) throws ServiceException {
        String id = request.path("SecretId").asText("");
        for (StoredSecret secret : secrets.values()) {
            if (secret.isCalled(id)) {
                return secret;
            }
        }
        throw StoredSecret.notFound("Secrets Manager can't find the specified secret.");
    }

    @Override
    public void close() {
        server.close();
    }
}
