package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.Resources.Index;
import dev.sallyport.aws.dynamodb.table.Arrival;
import dev.sallyport.aws.dynamodb.table.DynamoDbLayout;
import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.ShardReader;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.core.format.RepairRunJson;
import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.core.repair.RepairRun;
import dev.sallyport.core.repair.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps repair runs in the table of the records. Lists follow the table within milliseconds, as those of the records
 * do. Safe for any number of threads.
 */
public final class DynamoDbRepairRunStore implements RepairRunStore {

    private static final int PAGE_SIZE = 100;
    private static final String RUN = "run";

    private final Table table;

    /** Uses a table that exists. */
    public DynamoDbRepairRunStore(DynamoDbClient client, String tableName) {
        table = new Table(client, tableName);
    }

    @Override
    public void create(RepairRun run) {
        table.putNew(write(run));
    }

    @Override
    public boolean replace(RepairRun replacement) {
        Item current = table.putNext(write(replacement));
        return current == null || (current.has(RUN) && read(current).equals(replacement));
    }

    @Override
    public @Nullable RepairRun find(RunId id) {
        Item item = table.get(ItemKey.alone(id.value()));
        return item == null ? null : read(item);
    }

    @Override
    public List<RepairRun> latest(int limit) {
        return list(DynamoDbLayout.ARRIVALS_INDEX, false, limit);
    }

    @Override
    public List<RepairRun> running() {
        return list(DynamoDbLayout.OPEN_INDEX, true, Integer.MAX_VALUE).stream()
                .filter(run -> run.state() == RepairRun.State.RUNNING)
                .toList();
    }

    private List<RepairRun> list(Index index, boolean ascending, int limit) {
        ShardReader reader = new ShardReader(table, index, Shards.RUNS, "0", ":", ascending, PAGE_SIZE);
        List<ItemKey> keys = new ArrayList<>();
        for (Item entry = reader.poll(); entry != null && keys.size() < limit; entry = reader.poll()) {
            keys.add(entry.key());
        }
        Map<ItemKey, Item> items = table.getAll(keys);
        return keys.stream()
                .map(items::get)
                .filter(Objects::nonNull)
                .map(DynamoDbRepairRunStore::read)
                .toList();
    }

    private static Item write(RepairRun run) {
        return Item.of(ItemKey.alone(run.id().value()))
                .with(RUN, RepairRunJson.write(run))
                .with("revision", run.revision())
                .with(DynamoDbLayout.ARRIVALS_INDEX.partitionKey(), Shards.RUNS)
                .with(
                        DynamoDbLayout.ARRIVALS_INDEX.sortKey(),
                        new Arrival(run.startedAt(), run.id().value()).sortKey())
                .with(
                        DynamoDbLayout.OPEN_INDEX.partitionKey(),
                        run.state() == RepairRun.State.RUNNING ? Shards.RUNS : null);
    }

    private static RepairRun read(Item item) {
        return RepairRunJson.read(item.text(RUN));
    }
}
