package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.aws.dynamodb.table.Directory;
import dev.sallyport.aws.dynamodb.table.Table;
import dev.sallyport.core.delivery.TenantId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tenants of whom any event was ever accepted: listings of all tenants read the partitions of each. This process
 * adds each tenant once. Safe for any number of threads.
 */
final class KnownTenants {

    private final Table table;
    private final Directory directory;
    private final Set<TenantId> added = ConcurrentHashMap.newKeySet();

    KnownTenants(Table table) {
        this.table = table;
        directory = new Directory(table, "tenants-with-events");
    }

    /** Makes a tenant known, by a call of the service unless this process has made one before. */
    void add(TenantId tenant) {
        if (!added.contains(tenant)) {
            table.put(directory.entry(tenant.value()));
            added.add(tenant);
        }
    }

    List<TenantId> all() {
        return directory.all().stream()
                .map(entry -> new TenantId(entry.key().sort()))
                .toList();
    }
}
