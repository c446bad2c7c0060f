package dev.sallyport.local.engine;

import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.local.http.PortUnavailableException;

/**
 * A way to run the gateway, found as a service ({@link java.util.ServiceLoader}) so that the gateway on local disk
 * starts without it and without what it needs.
 */
public interface GatewayEngine {

    /** Returns the name that {@code --engine} takes. */
    String name();

    /**
     * Starts a gateway and returns when it answers.
     *
     * @throws ConfigRefusedException if the configuration is wrong
     * @throws PortUnavailableException if the address cannot be listened on; everything is stopped then
     * @throws EngineFailedException if a part does not start; everything is stopped then
     */
    RunningGateway start(EngineOrder order)
            throws ConfigRefusedException, PortUnavailableException, InterruptedException;
}
