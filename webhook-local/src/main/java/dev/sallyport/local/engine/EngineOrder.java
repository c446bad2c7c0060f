package dev.sallyport.local.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is to run.
 *
 * @param config the configuration, such as {@code sallyport.yaml}
 * @param port the port to listen on, 0 for any free one; null for the configuration's
 * @param environment the environment variables of whoever asks
 * @param ingress what stands before the functions
 * @param endpoint where the services are; null for emulators of the engine's own
 * @param template a synthesised CloudFormation template to make resources from; null for the engine's own description
 * @param listener hears what happens
 */
public record EngineOrder(
        Path config,
        @Nullable Integer port,
        Map<String, String> environment,
        Ingress ingress,
        @Nullable URI endpoint,
        @Nullable Path template,
        Listener listener) {

    public EngineOrder {
        environment = Map.copyOf(environment);
    }

    /** Names no variables: they may hold secrets. */
    @Override
    public String toString() {
        return "EngineOrder[" + config + "]";
    }

    /** The shape in which requests reach functions. */
    public enum Ingress {
        /** An API Gateway REST API: proxy events of version 1.0. */
        REST,
        /** An API Gateway HTTP API or a function's URL: events of version 2.0. */
        HTTP
    }

    /** Hears what happens; called from several threads. */
    public interface Listener {

        /** Something takes a while. */
        void progress(String what);

        /** A function wrote a line to its log. */
        void logged(String function, String line);

        /** A part failed and goes on. */
        void failed(String part, String reason);
    }
}
