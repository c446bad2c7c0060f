package dev.sallyport.lambda.wiring;

import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** What surrounds the process: its variables, its output, its clock and its randomness. Tests put another in its place. */
@Module
public final class EnvironmentModule {

    private final Environment environment;
    private final Output output;
    private final InstantSource clock;

    /** Reads the environment of the process. */
    public EnvironmentModule() {
        // Not through the logger of the runtime: it wraps lines where logs are JSON, and metrics hide in the wrapping.
        this(
                System.getenv(),
                new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                Clock.systemUTC());
    }

    /** Takes another environment for the process's own. */
    public EnvironmentModule(Map<String, String> variables, PrintWriter output, InstantSource clock) {
        this.environment = new Environment(variables);
        this.output = new Output(output);
        this.clock = clock;
    }

    @Provides
    @Singleton
    Environment environment() {
        return environment;
    }

    @Provides
    @Singleton
    Output output() {
        return output;
    }

    @Provides
    @Singleton
    InstantSource clock() {
        return clock;
    }

    /** Draws from the system at each call, so that processes restored from one snapshot do not draw alike. */
    @Provides
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }
}
