package dev.sallyport.local.store;

import dev.sallyport.core.event.WebhookId;
import dev.sallyport.local.store.engine.CommitParticipant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the records written last that are on their way, because a webhook that was taken in is looked up several
 * times until it is terminal and then hardly ever again. What it does not remember stands in the table.
 */
final class RecentRows implements CommitParticipant {

    private final int most;

    /** Rows as they are committed; read by any thread, changed by the writer. */
    private final Map<WebhookId, WebhookRow> committed = new ConcurrentHashMap<>();

    /** The ids of those, oldest first, and of some that have been forgotten since; the writer's own. */
    private final Deque<WebhookId> order = new ArrayDeque<>();

    /** Rows as the transaction under way has left them; the writer's own. */
    private final Map<WebhookId, WebhookRow> changed = new HashMap<>();

    /**
     * Makes an empty memory.
     *
     * @param most how many rows are remembered, about a kilobyte each
     */
    RecentRows(int most) {
        this.most = most;
    }

    /** Returns a row as it is committed; null if it is not remembered. For any thread. */
    @Nullable
    WebhookRow committed(WebhookId id) {
        return committed.get(id);
    }

    /** Returns a row as the transaction under way sees it; null if it is not remembered. For the writer. */
    @Nullable
    WebhookRow current(WebhookId id) {
        WebhookRow row = changed.get(id);
        return row == null ? committed.get(id) : row;
    }

    /** Remembers what was written. For the writer. */
    void wrote(WebhookRow row) {
        changed.put(row.record().id(), row);
    }

    @Override
    public void afterCommit() {
        changed.forEach((id, row) -> {
            if (row.record().status().isTerminal()) {
                committed.remove(id);
            } else if (committed.put(id, row) == null) {
                order.addLast(id);
            }
        });
        changed.clear();
        while (order.size() > most) {
            committed.remove(order.removeFirst());
        }
    }

    @Override
    public void afterRollback() {
        // All of it: after a commit of unknown outcome the table may hold what was rolled back here.
        changed.clear();
        committed.clear();
        order.clear();
    }
}
