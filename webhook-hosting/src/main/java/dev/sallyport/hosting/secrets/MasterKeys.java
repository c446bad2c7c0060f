package dev.sallyport.hosting.secrets;

import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which data keys are sealed. One is current; older ones still open what they sealed. Implementations are
 * safe for any number of threads.
 */
public interface MasterKeys {

    /**
     * Returns the version of the key that seals.
     *
     * @throws dev.sallyport.core.port.out.PortUnavailableException if the keys are out of reach
     */
    String currentVersion();

    /**
     * Returns a key, or null if there is none of that version.
     *
     * @throws dev.sallyport.core.port.out.PortUnavailableException if the keys are out of reach
     */
    @Nullable
    SecretKey find(String version);

    /** Returns where the keys are kept, and what to do when one is missing there: {@code the file …: restore it …}. */
    String whereKept();
}
