package dev.sallyport.local.store;

import dev.sallyport.core.archive.ArchivePolicy;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.WebhookStatus;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.EventPublisher;
import dev.sallyport.core.port.out.OrderPositionStore;
import dev.sallyport.core.port.out.ProcessingQueue;
import dev.sallyport.core.port.out.PublicationLog;
import dev.sallyport.core.port.out.RepairRunStore;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.core.port.out.WebhookIntake;
import dev.sallyport.core.port.out.WebhookStore;
import dev.sallyport.local.store.engine.Admission;
import dev.sallyport.local.store.engine.DataDirectory;
import dev.sallyport.local.store.engine.DataDirectoryException;
import dev.sallyport.local.store.engine.EngineSettings;
import dev.sallyport.local.store.engine.SqliteEngine;
import dev.sallyport.local.store.engine.SqliteSession;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Everything that one process keeps, in one directory that it owns until the store is closed.
 *
 * <p>The ports share one database: what one has written the others see at once. Safe for any number of threads.
 */
public final class LocalStore implements AutoCloseable {

    /** The database, in the data directory. */
    static final String DATABASE = "sallyport.db";

    /** 15 MB at most, and few enough to be read within a second when the store is opened after a crash. */
    private static final int SETTLE_ADDRESSES_AT = 1 << 18;

    private final DataDirectory directory;
    private final SqliteEngine engine;
    private final Tables tables;
    private final InstantSource clock;

    private LocalStore(DataDirectory directory, SqliteEngine engine, Tables tables, InstantSource clock) {
        this.directory = directory;
        this.engine = engine;
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * Opens the store of a directory, which is created if it does not exist. A database of an older version is brought
     * to the current one.
     *
     * @param clock by which reservations and delays of the queue end
     * @throws DataDirectoryException if another process has the directory, or what is there cannot be used; its message
     *     is one line for the operator
     */
    public static LocalStore open(Path path, InstantSource clock, LocalStoreOptions options) {
        DataDirectory directory = DataDirectory.open(path);
        try {
            EngineSettings settings =
                    new EngineSettings(options.readers(), options.patience(), options.largestDatabase());
            SqliteEngine engine = SqliteEngine.open(directory.file(DATABASE), settings, StoreSchema.HISTORY);
            return open(directory, engine, clock, options);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static LocalStore open(
            DataDirectory directory, SqliteEngine engine, InstantSource clock, LocalStoreOptions options) {
        try {
            Tables tables = engine.load(session -> Tables.load(session, options.mostPending(), SETTLE_ADDRESSES_AT));
            engine.start(tables.participants());
            return new LocalStore(directory, engine, tables, clock);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** Returns the directory, for what else the process keeps there. */
    public DataDirectory directory() {
        return directory;
    }

    /** Returns the intake, which fills archive, records and queue at once. */
    public WebhookIntake intake() {
        return new SqliteWebhookIntake(engine, tables);
    }

    /** Returns the records. */
    public WebhookStore webhooks() {
        return new SqliteWebhookStore(engine, tables);
    }

    /** Returns the archive. */
    public SqlitePayloadArchive archive() {
        return new SqlitePayloadArchive(engine, tables, new BundleFiles(directory));
    }

    /** Returns what carries out archive policies; at most one at a time may be at work. */
    public ArchiveKeeper archiveKeeper(Map<ProviderId, ArchivePolicy> policies) {
        return archiveKeeper(policies, ArchiveEvents.NONE);
    }

    /** Returns what carries out archive policies and tells of it; at most one at a time may be at work. */
    public ArchiveKeeper archiveKeeper(Map<ProviderId, ArchivePolicy> policies, ArchiveEvents events) {
        return new ArchiveKeeper(engine, tables, new BundleFiles(directory), clock, policies, events);
    }

    /** Returns what proves that the archive holds what it should. */
    public ArchiveVerifier archiveVerifier() {
        return new ArchiveVerifier(engine, tables, new BundleFiles(directory));
    }

    /** Returns the queue of webhooks to be processed. */
    public ProcessingQueue queue() {
        return new SqliteProcessingQueue(engine, tables, clock);
    }

    /** Returns the bus: what it publishes stands in the log of publications. */
    public EventPublisher publisher() {
        return new SqlitePublicationLog(engine, tables);
    }

    /** Returns what was published. */
    public PublicationLog publications() {
        return new SqlitePublicationLog(engine, tables);
    }

    /** Returns the newest positions of ordering keys. */
    public OrderPositionStore positions() {
        return new SqliteOrderPositionStore(engine);
    }

    /** Returns the runs of redrive and replay. */
    public RepairRunStore repairRuns() {
        return new SqliteRepairRunStore(engine);
    }

    /** Returns the tenants and their API keys. */
    public TenantStore tenants() {
        return tables.outbound().tenants(engine);
    }

    /** Returns the tenants' endpoints, with their secrets and their health. */
    public EndpointStore endpoints() {
        return tables.outbound().endpoints(engine);
    }

    /** Returns the events, their deliveries, and the attempts at each. */
    public DeliveryStore deliveries() {
        return tables.outbound().deliveries(engine);
    }

    /**
     * Returns the secrets that providers handed over.
     *
     * @param cipher seals them for keeping
     */
    public SqliteHandedOverSecrets handedOverSecrets(SecretCipher cipher) {
        return new SqliteHandedOverSecrets(engine, cipher);
    }

    /** Returns how many webhooks of each provider stand where; providers that never had one are absent. */
    public Map<ProviderId, Map<WebhookStatus, Long>> counts() {
        Map<ProviderId, Map<WebhookStatus, Long>> counts = new HashMap<>();
        tables.counts()
                .all()
                .forEach((group, count) -> counts.computeIfAbsent(
                                group.provider(), provider -> new EnumMap<>(WebhookStatus.class))
                        .put(group.status(), count));
        return counts;
    }

    /** Returns how many entries wait in the queue or are handed out. */
    public long queueDepth() {
        return tables.backlog().size();
    }

    /**
     * Returns the instant of arrival of each provider's oldest webhook that is not terminal; providers without one are
     * absent.
     *
     * @throws dev.sallyport.core.port.out.PortUnavailableException if the store cannot be read now
     */
    public Map<ProviderId, Instant> oldestPending() {
        return engine.readSnapshot(session -> {
            Map<ProviderId, Instant> oldest = new HashMap<>();
            for (ProviderId provider : tables.counts().providers()) {
                for (WebhookStatus status : WebhookStatus.values()) {
                    Instant first = status.isTerminal() ? null : WebhookTable.oldest(session, provider, status);
                    if (first != null) {
                        oldest.merge(provider, first, (one, other) -> one.isBefore(other) ? one : other);
                    }
                }
            }
            return oldest;
        });
    }

    /** Returns how many transactions were made durable since the store was opened, each by one sync of the disk. */
    public long commits() {
        return engine.commits();
    }

    /** Returns the texts of the statements used so far, as far as one reader and the writer know. */
    Set<String> statements() {
        Set<String> texts = new HashSet<>(engine.read(SqliteSession::texts));
        texts.addAll(engine.write(Admission.OWN_WORK, 0, SqliteSession::texts));
        return texts;
    }

    /** Finishes what was let in, refuses everything else, and gives the directory up. */
    @Override
    public void close() {
        engine.close();
        directory.close();
    }
}
