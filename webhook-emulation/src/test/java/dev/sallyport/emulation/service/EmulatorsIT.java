package dev.sallyport.emulation.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.emulation.Clients;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class EmulatorsIT {

    private static final int ROUNDS = 20;
    private static final int WRITERS = 8;

    @Test
    void shouldStartTogetherAndLetOneWriterOfAnObjectWin() throws Exception {
        try (Emulators emulators = Emulators.start("000000000000", "us-east-1");
                S3Client s3 = Clients.of(S3Client.builder(), emulators.s3())) {
            assertThat(emulators.dynamoDb()).hasScheme("http");
            assertThat(emulators.sqs()).hasScheme("http");
            s3.createBucket(request -> request.bucket("archive"));
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(winners(s3, "key-" + round)).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldStartAndStopWithoutALineOnTheConsole() throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler listening = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getLoggerName() + ": " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(listening);
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            Emulators.start("000000000000", "us-east-1").close();
        } finally {
            System.setOut(out);
            root.removeHandler(listening);
        }

        assertThat(printed.toString(UTF_8)).isEmpty();
        assertThat(logged).isEmpty();
    }

    private static long winners(S3Client s3, String key) throws Exception {
        CyclicBarrier together = new CyclicBarrier(WRITERS);
        List<Future<Boolean>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                String content = key + " of writer " + i;
                writers.add(threads.submit(() -> {
                    together.await();
                    try {
                        s3.putObject(
                                request -> request.bucket("archive").key(key).ifNoneMatch("*"),
                                RequestBody.fromString(content));
                        return true;
                    } catch (S3Exception e) {
                        assertThat(e.statusCode()).isEqualTo(412);
                        return false;
                    }
                }));
            }
        }
        long won = 0;
        for (Future<Boolean> writer : writers) {
            won += writer.get() ? 1 : 0;
        }
        return won;
    }
}
