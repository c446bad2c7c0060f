package dev.sallyport.local.transfer;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds engines on the class path, as services: so that what they need is not loaded for the sake of the local one. */
public final class TransferEngines {

    private TransferEngines() {}

    /** Returns the engine of a name; null if the class path holds none. */
    public static @Nullable TransferEngineSource find(String name) {
        for (TransferEngineSource engine : ServiceLoader.load(TransferEngineSource.class)) {
            if (engine.name().equals(name)) {
                return engine;
            }
        }
        return null;
    }
}
