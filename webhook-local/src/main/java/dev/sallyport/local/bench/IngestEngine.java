package dev.sallyport.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What takes webhooks in and is measured. */
public enum IngestEngine {

    /** The gateway as it is served. */
    LOCAL("local"),

    /** The limit of the disk behind the same door: see {@link AppendLogServer}. */
    APPEND_LOG("append-log");

    private final String code;

    IngestEngine(String code) {
        this.code = code;
    }

    /**
     * Returns the engine of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static IngestEngine of(String name) {
        for (IngestEngine engine : values()) {
            if (engine.code.equals(name)) {
                return engine;
            }
        }
        throw new IllegalArgumentException("an engine is 'local' or 'append-log', not '" + name + "'");
    }

    /**
     * Starts the engine in a process of its own.
     *
     * @param program the command line that this program is started with, without arguments
     * @param secret what the events are signed with
     * @param directory an empty directory for all that it writes
     * @throws IOException if it does not start
     */
    public ServerProcess start(List<String> program, String secret, Path directory) throws IOException {
        Path configuration = directory.resolve("bench.yaml");
        Files.writeString(
                configuration,
                "server: { host: 127.0.0.1 }\nproviders:\n  " + SignedEvents.PROVIDER + ": { scheme: "
                        + SignedEvents.PROVIDER + ", secrets: [ literal:" + secret + " ] }\n",
                UTF_8);
        String data = Files.createDirectory(data(directory)).toString();
        List<String> command = new ArrayList<>(program);
        command.addAll(
                switch (this) {
                    case LOCAL ->
                        List.of("serve", "--config", configuration.toString(), "--data", data, "--port", "0", "--json");
                    case APPEND_LOG -> List.of("bench", "append-log", configuration.toString(), data);
                });
        return ServerProcess.start(new ProcessBuilder(command), directory.resolve("errors"));
    }

    /**
     * Looks into what the engine, now stopped, left in its directory.
     *
     * @param accepted the numbers of the events that it answered 202
     */
    public LossCheck check(Path directory, BitSet accepted) throws IOException {
        return switch (this) {
            case LOCAL -> LossCheck.ofGateway(data(directory), accepted);
            case APPEND_LOG -> LossCheck.ofAppendLog(data(directory).resolve(AppendLogServer.LOG), accepted);
        };
    }

    private static Path data(Path directory) {
        return directory.resolve("data");
    }
}
