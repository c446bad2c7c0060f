package dev.sallyport.local.engine;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds engines on the class path. */
public final class Engines {

    /** The name of the engine of this module, which needs no finding. */
    public static final String LOCAL = "local";

    private Engines() {}

    /** Returns the engine of a name; null if the class path holds none. */
    public static @Nullable GatewayEngine find(String name) {
        for (GatewayEngine engine : ServiceLoader.load(GatewayEngine.class)) {
            if (engine.name().equals(name)) {
                return engine;
            }
        }
        return null;
    }
}
