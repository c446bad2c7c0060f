package dev.sallyport.local.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookRequest;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that is only ever appended to, in which concurrent callers share one sync: the least that any durable store
 * has to do, and so the measure of what others do beside it. Each entry is a length of 32 bits, the webhook's id, the
 * header lines and the body. Safe for any number of threads.
 */
final class AppendLog {

    private static final int MOST_AT_ONCE = 1_024;
    private static final int GATHERED_BYTES = 1 << 20;
    private static final int ID_BYTES = 35;

    private final FileChannel file;
    private final ByteBuffer gathered = ByteBuffer.allocateDirect(GATHERED_BYTES);
    private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong syncs = new AtomicLong();

    private AppendLog(FileChannel file) {
        this.file = file;
    }

    /** Creates a log, which is written until the process ends. */
    static AppendLog create(Path path) throws IOException {
        AppendLog log = new AppendLog(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND));
        Thread.ofPlatform().name("append-log").daemon().start(log::write);
        return log;
    }

    /** Hands over the ids in a log, in order. */
    static void read(Path path, Consumer<WebhookId> each) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            while (in.available() > 0) {
                int length = in.readInt();
                each.accept(new WebhookId(new String(in.readNBytes(ID_BYTES), US_ASCII)));
                in.skipNBytes(length - ID_BYTES);
            }
        }
    }

    /** Returns how many times the disk was synced. */
    long syncs() {
        return syncs.get();
    }

    /** Appends a webhook and waits until it is durable. */
    void append(WebhookId id, WebhookRequest request) {
        byte[] headers = lines(request.headers());
        int length = ID_BYTES + headers.length + request.body().size();
        ByteBuffer head = ByteBuffer.allocate(Integer.BYTES + ID_BYTES + headers.length)
                .putInt(length)
                .put(id.value().getBytes(US_ASCII))
                .put(headers)
                .flip();
        Entry entry = new Entry(head, request.body().asReadOnlyBuffer(), Thread.currentThread());
        waiting.add(entry);
        entry.await();
    }

    private static byte[] lines(Headers headers) {
        StringBuilder lines = new StringBuilder(256);
        for (int i = 0; i < headers.size(); i++) {
            lines.append(headers.nameAt(i))
                    .append(": ")
                    .append(headers.valueAt(i))
                    .append('\n');
        }
        return lines.toString().getBytes(UTF_8);
    }

    private void write() {
        List<Entry> batch = new ArrayList<>(MOST_AT_ONCE);
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_AT_ONCE - 1);
                IOException fault = write(batch);
                for (Entry entry : batch) {
                    entry.finish(fault);
                }
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable IOException write(List<Entry> batch) {
        try {
            for (Entry entry : batch) {
                gather(entry.head);
                gather(entry.body);
            }
            flush();
            file.force(false);
            syncs.incrementAndGet();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private void gather(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (!gathered.hasRemaining()) {
                flush();
            }
            int length = Math.min(bytes.remaining(), gathered.remaining());
            gathered.put(bytes.slice(bytes.position(), length));
            bytes.position(bytes.position() + length);
        }
    }

    private void flush() throws IOException {
        gathered.flip();
        while (gathered.hasRemaining()) {
            file.write(gathered);
        }
        gathered.clear();
    }

    /** One caller's part of a write. */
    private static final class Entry {

        private final ByteBuffer head;
        private final ByteBuffer body;
        private final Thread caller;
        private @Nullable IOException fault;
        private volatile boolean finished;

        Entry(ByteBuffer head, ByteBuffer body, Thread caller) {
            this.head = head;
            this.body = body;
            this.caller = caller;
        }

        void finish(@Nullable IOException met) {
            fault = met;
            finished = true;
            LockSupport.unpark(caller);
        }

        void await() {
            while (!finished) {
                LockSupport.park(this);
            }
            IOException met = fault;
            if (met != null) {
                throw new UncheckedIOException(met);
            }
        }
    }
}
