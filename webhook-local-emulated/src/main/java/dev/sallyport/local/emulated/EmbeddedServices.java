package dev.sallyport.local.emulated;

import dev.sallyport.emulation.bus.Backoff;
import dev.sallyport.emulation.bus.DeadLetters;
import dev.sallyport.emulation.bus.EventBridgeStandIn;
import dev.sallyport.emulation.bus.Journal;
import dev.sallyport.emulation.bus.Location;
import dev.sallyport.emulation.bus.TargetResolver;
import dev.sallyport.emulation.secrets.SecretsManagerStandIn;
import dev.sallyport.emulation.service.EmulatorFailedException;
import dev.sallyport.emulation.service.Emulators;
import dev.sallyport.local.engine.EngineFailedException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** Emulators and stand-ins in this process, all of them in memory or in a temporary directory. */
final class EmbeddedServices implements Services {

    static final Location LOCATION = Location.USUAL;

    private final Emulators emulators;
    private final EventBridgeStandIn bus;
    private final SecretsManagerStandIn secrets;

    private EmbeddedServices(Emulators emulators, EventBridgeStandIn bus, SecretsManagerStandIn secrets) {
        this.emulators = emulators;
        this.bus = bus;
        this.secrets = secrets;
    }

    /**
     * Starts them and waits until they answer.
     *
     * @param targets finds what the bus sends events to
     * @throws EngineFailedException if one does not start
     */
    static EmbeddedServices start(TargetResolver targets, DeadLetters deadLetters, Clock clock)
            throws InterruptedException {
        try {
            Emulators emulators = Emulators.start(LOCATION.account(), LOCATION.region());
            return new EmbeddedServices(
                    emulators,
                    new EventBridgeStandIn(LOCATION, targets, deadLetters, Backoff.DOUBLING, clock),
                    new SecretsManagerStandIn(LOCATION.account(), LOCATION.region(), clock));
        } catch (EmulatorFailedException | IOException e) {
            throw new EngineFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public URI endpoint(Service service) {
        return switch (service) {
            case DYNAMODB -> emulators.dynamoDb();
            case S3 -> emulators.s3();
            case SQS -> emulators.sqs();
            case EVENTBRIDGE -> bus.endpoint();
            case SECRETS_MANAGER -> secrets.endpoint();
        };
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of(
                "AWS_REGION",
                LOCATION.region(),
                "AWS_DEFAULT_REGION",
                LOCATION.region(),
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local");
    }

    /** Returns the bus, for making it refuse events. */
    EventBridgeStandIn bus() {
        return bus;
    }

    @Override
    public Journal journal() {
        return bus.journal();
    }

    @Override
    public void close() {
        bus.close();
        secrets.close();
        emulators.close();
    }
}
