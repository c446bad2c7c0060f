package dev.sallyport.local.emulated;

import dev.sallyport.emulation.bus.Journal;
import dev.sallyport.hosting.config.ConfigRefusedException;
import dev.sallyport.hosting.config.ConfiguredGateway;
import dev.sallyport.local.emulated.record.CallRecording;
import dev.sallyport.local.engine.EngineFailedException;
import dev.sallyport.local.engine.EngineOrder;
import dev.sallyport.local.engine.EngineOrder.Ingress;
import dev.sallyport.local.engine.EngineOrder.Listener;
import dev.sallyport.local.http.PortUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * A gateway of functions whose calls are recorded, for those who measure it: it receives, and processes what it received
 * only while it is told to. For one thread.
 */
public final class MeasuredGateway implements AutoCloseable {

    private final EmulatedGateway gateway;
    private final ConfiguredGateway configured;
    private final CallRecording recording;
    private final Scratch scratch;
    private final Listener listener;

    private MeasuredGateway(
            EmulatedGateway gateway,
            ConfiguredGateway configured,
            CallRecording recording,
            Scratch scratch,
            Listener listener) {
        this.gateway = gateway;
        this.configured = configured;
        this.recording = recording;
        this.scratch = scratch;
        this.listener = listener;
    }

    /**
     * Starts one on emulators of its own, at any free port.
     *
     * @param configuration as YAML
     * @param listener is told how far it is and what the functions log
     * @throws EngineFailedException if a part does not start
     */
    public static MeasuredGateway start(String configuration, Ingress ingress, Listener listener)
            throws ConfigRefusedException, PortUnavailableException, IOException, InterruptedException {
        Scratch scratch = Scratch.make();
        try {
            Path config = Files.writeString(scratch.file("sallyport.yaml"), configuration);
            Path calls = scratch.file("calls");
            CallRecording recording = CallRecording.in(calls);
            ConfiguredGateway configured = ConfiguredGateway.read(config, Map.of());
            EmulatedGateway gateway = AwsEmulatedEngine.started(new EngineOrder(
                    config, 0, Map.of(Startup.RECORD, calls.toString()), ingress, null, null, listener));
            gateway.inside().sources().close();
            return new MeasuredGateway(gateway, configured, recording, scratch, listener);
        } catch (ConfigRefusedException
                | PortUnavailableException
                | IOException
                | InterruptedException
                | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /** Returns where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + gateway.address().getPort());
    }

    public ConfiguredGateway configured() {
        return configured;
    }

    /** Returns what its functions have called since it was cleared. */
    public CallRecording recording() {
        return recording;
    }

    /** Returns what it has published. */
    public Journal journal() {
        return Objects.requireNonNull(gateway.inside().services().journal(), "the bus is here");
    }

    public String table() {
        return gateway.inside().stack().names().table();
    }

    public String bucket() {
        return gateway.inside().stack().names().bucket();
    }

    /** Returns the name of the function that answers providers. */
    public String receiver() {
        return function(FunctionPlan.RECEIVER);
    }

    /** Tells whether every webhook passes through the function of a name. */
    public boolean isOnTheWay(String function) {
        return function.equals(receiver()) || function.equals(function(FunctionPlan.PROCESSOR));
    }

    private String function(String key) {
        return gateway.inside().functions().get(key).settings().name();
    }

    /**
     * Returns new clients of the services, which the caller closes.
     *
     * @param watching see every call
     */
    public Clients clients(ExecutionInterceptor... watching) {
        return new Clients(gateway.inside().services(), watching);
    }

    /**
     * Processes what was received, until the result is closed.
     *
     * @param batch how many webhooks a function is given at once, from 1 to 10
     * @param watching sees every call that takes webhooks from the queue
     */
    public Processing process(int batch, ExecutionInterceptor watching) {
        Clients feeding = clients(watching);
        EventSources sources = new EventSources(feeding.sqs(), listener);
        for (Stack.Feed feed : gateway.inside().stack().feeds()) {
            if (feed.function().equals(FunctionPlan.PROCESSOR)) {
                sources.feed(
                        gateway.inside().functions().get(feed.function()),
                        new Stack.Feed(feed.function(), feed.queueUrl(), batch, feed.reportsItemFailures()));
            }
        }
        sources.start();
        return () -> {
            try (feeding) {
                sources.close();
            }
        };
    }

    /** Processing under way. */
    public interface Processing extends AutoCloseable {

        /** Takes no further webhooks, and waits for the batches under way. */
        @Override
        void close();
    }

    @Override
    public void close() {
        try {
            gateway.stop();
        } finally {
            scratch.close();
        }
    }
}
