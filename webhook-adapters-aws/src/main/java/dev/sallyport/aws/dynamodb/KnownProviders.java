package dev.sallyport.aws.dynamodb;

import dev.sallyport.aws.dynamodb.table.Item;
import dev.sallyport.aws.dynamodb.table.ItemKey;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.core.event.ProviderId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The providers of which anything was ever recorded: listings of all providers read the partitions of each. Kept in one
 * item; this process adds each provider once. Safe for any number of threads.
 */
final class KnownProviders {

    private static final String KEY = "providers";
    private static final String NAMES = "names";

    private final Table table;
    private final Set<ProviderId> added = ConcurrentHashMap.newKeySet();

    KnownProviders(Table table) {
        this.table = table;
    }

    /** Makes a provider known, by a call of the service unless this process has made one before. */
    void add(ProviderId provider) {
        if (!added.contains(provider)) {
            table.addToSet(ItemKey.alone(KEY), NAMES, provider.value());
            added.add(provider);
        }
    }

    List<ProviderId> all() {
        Item item = table.get(ItemKey.alone(KEY));
        AttributeValue names = item == null ? null : item.attributes().get(NAMES);
        return names == null
                ? List.of()
                : names.ss().stream().map(ProviderId::new).toList();
    }
}
