package dev.sallyport.aws.dynamodb;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookId;
import dev.sallyport.core.event.WebhookStatus;
import java.util.List;
import java.util.stream.IntStream;

/** Names the partitions of the indexes. */
final class Shards {

    /** 16,000 webhooks per second of one provider; each listing reads as many partitions. */
    private static final int COUNT = 16;

    /** Repair runs are few and need no shards. */
    static final String RUNS = "runs";

    private Shards() {}

    static String of(ProviderId provider, WebhookId id) {
        return name(provider.value(), shardOf(id));
    }

    static String of(WebhookStatus status, WebhookId id) {
        return name(status.name(), shardOf(id));
    }

    static List<String> all(ProviderId provider) {
        return all(provider.value());
    }

    static List<String> all(WebhookStatus status) {
        return all(status.name());
    }

    private static List<String> all(String name) {
        return IntStream.range(0, COUNT).mapToObj(shard -> name(name, shard)).toList();
    }

    private static int shardOf(WebhookId id) {
        return Math.floorMod(id.value().hashCode(), COUNT);
    }

    private static String name(String name, int shard) {
        return name + '#' + shard;
    }
}
