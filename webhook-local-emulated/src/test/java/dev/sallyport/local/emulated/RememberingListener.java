package dev.sallyport.local.emulated;

import dev.sallyport.local.engine.EngineOrder.Listener;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** Remembers what a gateway and its functions said, for the message of a test that fails. Thread-safe. */
final class RememberingListener implements Listener {

    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void progress(String what) {
        lines.add(what);
    }

    @Override
    public void logged(String function, String line) {
        lines.add(function + ": " + line);
    }

    @Override
    public void failed(String part, String reason) {
        lines.add(part + ": " + reason);
    }

    /** Returns what was said so far, in order. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
