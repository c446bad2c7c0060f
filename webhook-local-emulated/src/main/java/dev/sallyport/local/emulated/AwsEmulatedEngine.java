package dev.sallyport.local.emulated;

import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.emulation.JdkServers;
import dev.sallyport.hosting.config.ConfigReader;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.GatewayConfig;
import dev.sallyport.local.engine.EngineFailedException;
import dev.sallyport.local.engine.EngineOrder;
import dev.sallyport.local.engine.GatewayEngine;
import dev.sallyport.local.engine.RunningGateway;
import dev.sallyport.local.http.PortUnavailableException;
import java.time.Clock;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs the packaged functions against emulators of AWS, or against whatever answers like it at an address. */
public final class AwsEmulatedEngine implements GatewayEngine {

    /** Called by the service loader. */
    public AwsEmulatedEngine() {}

    @Override
    public String name() {
        return "aws-emulated";
    }

    @Override
    public RunningGateway start(EngineOrder order)
            throws ConfigRefusedException, PortUnavailableException, InterruptedException {
        return started(order);
    }

    static EmulatedGateway started(EngineOrder order)
            throws ConfigRefusedException, PortUnavailableException, InterruptedException {
        // Before the first server of the JDK: functions may have nothing to do for longer than a client may wait.
        JdkServers.allowLongPolling();
        Set<String> schemes = Set.copyOf(SchemeCatalogue.builtIn().names());
        GatewayConfig config = new ConfigReader(schemes).read(order.config());
        Startup startup = new Startup(order, config, Clock.systemUTC());
        try {
            return startup.run();
        } catch (SdkException e) {
            startup.undo();
            throw new EngineFailedException("a service does not do what it is asked to: " + e.getMessage(), e);
        } catch (ConfigRefusedException | PortUnavailableException | InterruptedException | RuntimeException e) {
            startup.undo();
            throw e;
        }
    }
}
