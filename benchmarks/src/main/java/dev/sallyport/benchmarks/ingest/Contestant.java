package dev.sallyport.benchmarks.ingest;

import dev.sallyport.local.bench.IngestEngine;
import dev.sallyport.local.bench.LossCheck;
import dev.sallyport.local.bench.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A receiver that takes part in the comparison. */
enum Contestant {
    SALLYPORT("Sallyport"),
    APPEND_LOG("append-only log behind Sallyport's door"),
    FASTIFY_BATCHED("Fastify + better-sqlite3, commits shared"),
    FASTIFY_EACH("Fastify + better-sqlite3, a commit each"),
    SPRING("Spring Boot + JDBC on SQLite");

    private static final String DATABASE = "peer.db";

    private final String title;

    Contestant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Returns what has to be done before it can take part; null if nothing. */
    @Nullable
    String missing(Path peers) {
        return switch (this) {
            case SALLYPORT, APPEND_LOG -> null;
            case FASTIFY_BATCHED, FASTIFY_EACH ->
                Files.isDirectory(peers.resolve("fastify/node_modules")) ? null : "npm ci in " + peers + "/fastify";
            case SPRING -> Files.exists(jar(peers)) ? null : "mvn package in " + peers + "/spring";
        };
    }

    /**
     * Starts it in a process of its own.
     *
     * @param peers where the peers' sources are
     * @param directory an empty directory for all that it writes
     */
    ServerProcess start(List<String> sallyport, Path peers, String secret, Path directory) throws IOException {
        return switch (this) {
            case SALLYPORT -> IngestEngine.LOCAL.start(sallyport, secret, directory);
            case APPEND_LOG -> IngestEngine.APPEND_LOG.start(sallyport, secret, directory);
            case FASTIFY_BATCHED -> startFastify("batched", peers, secret, directory);
            case FASTIFY_EACH -> startFastify("each", peers, secret, directory);
            case SPRING -> {
                List<String> command = ServerProcess.jvmLikeThis();
                command.addAll(List.of(
                        "-jar",
                        jar(peers).toString(),
                        "--secret=" + secret,
                        "--spring.datasource.url=jdbc:sqlite:" + directory.resolve(DATABASE)));
                yield ServerProcess.start(new ProcessBuilder(command), directory.resolve("errors"));
            }
        };
    }

    private static ServerProcess startFastify(String mode, Path peers, String secret, Path directory)
            throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        "node", "server.js", secret, directory.toAbsolutePath().toString(), mode)
                // It runs beside its own sources, so a path relative to ours would lead it astray.
                .directory(peers.resolve("fastify").toFile());
        return ServerProcess.start(command, directory.resolve("errors"));
    }

    private static Path jar(Path peers) {
        return peers.resolve("spring/target/peer-spring-0.1.0-SNAPSHOT.jar");
    }

    /** Returns how many of the accepted events are not in what it left behind. */
    int lost(Path directory, BitSet accepted) throws IOException, SQLException {
        return switch (this) {
            case SALLYPORT -> lost(IngestEngine.LOCAL.check(directory, accepted));
            case APPEND_LOG -> lost(IngestEngine.APPEND_LOG.check(directory, accepted));
            case FASTIFY_BATCHED, FASTIFY_EACH, SPRING ->
                accepted.cardinality() - (int) rowsIn(directory.resolve(DATABASE));
        };
    }

    private static int lost(LossCheck check) {
        return check.lost() + check.unexpected();
    }

    private static long rowsIn(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM webhooks JOIN queue USING (seq)")) {
            return count.next() ? count.getLong(1) : 0;
        }
    }
}
