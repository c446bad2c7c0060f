package dev.sallyport.local.emulated;

import dev.sallyport.emulation.bus.Journal;
import dev.sallyport.local.engine.EngineFailedException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Services at one address that is not ours, such as another emulator's. Immutable. */
final class RemoteServices implements Services {

    private static final List<String> NEEDED = List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");

    private final URI endpoint;
    private final Map<String, String> environment;
    private final Map<String, String> credentials;

    /**
     * Uses services.
     *
     * @param environment holds keys and region; a service of its own address is given as in {@code AWS_ENDPOINT_URL_S3}
     * @throws EngineFailedException if the environment holds no keys
     */
    RemoteServices(URI endpoint, Map<String, String> environment) {
        this.endpoint = endpoint;
        this.environment = Map.copyOf(environment);
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : NEEDED) {
            String value = environment.get(name);
            if (value == null || value.isBlank()) {
                throw new EngineFailedException(
                        "the environment has no " + name + ", which " + endpoint + " is to be asked with", null);
            }
            found.put(name, value);
        }
        String session = environment.get("AWS_SESSION_TOKEN");
        if (session != null) {
            found.put("AWS_SESSION_TOKEN", session);
        }
        String region = environment.getOrDefault(
                "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", EmbeddedServices.LOCATION.region()));
        found.put("AWS_REGION", region);
        found.put("AWS_DEFAULT_REGION", region);
        credentials = Map.copyOf(found);
    }

    @Override
    public URI endpoint(Service service) {
        String own = environment.get(service.variable());
        return own == null || own.isBlank() ? endpoint : URI.create(own);
    }

    @Override
    public Map<String, String> credentials() {
        return credentials;
    }

    @Override
    public @Nullable Journal journal() {
        return null;
    }

    @Override
    public void close() {
        // They were there before, and stay.
    }
}
