package dev.sallyport.local.emulated.transfer;

import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.signature.catalogue.SchemeCatalogue;
import dev.sallyport.hosting.config.ConfigReader;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.local.transfer.TransferEngine;
import dev.sallyport.local.transfer.TransferEngineSource;
import dev.sallyport.local.transfer.TransferException;
import dev.sallyport.local.transfer.TransferOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the state of a deployment by what names its parts. */
public final class AwsTransfer implements TransferEngineSource {

    /** Called by the service loader. */
    public AwsTransfer() {}

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public TransferEngine of(TransferOrder order) {
        return new AwsTransferEngine(
                DeploymentNames.of(order), ServiceAccess.of(order), retention(order.config()), Clock.systemUTC());
    }

    private static RetentionPolicy retention(@Nullable Path config) {
        if (config == null) {
            return RetentionPolicy.DEFAULT;
        }
        try {
            Set<String> schemes = Set.copyOf(SchemeCatalogue.builtIn().names());
            return new ConfigReader(schemes).read(config).delivery().retention();
        } catch (ConfigRefusedException e) {
            throw new TransferException(String.valueOf(e.getMessage()), e);
        }
    }
}
