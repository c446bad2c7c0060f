package dev.sallyport.local.store;

import dev.sallyport.local.store.engine.CommitParticipant;
import dev.sallyport.local.store.engine.RowSequence;
import dev.sallyport.local.store.engine.SqliteSession;
import dev.sallyport.local.store.outbound.OutboundTables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ports are made of.
 *
 * @param sequence numbers rows
 * @param addresses finds rows by name
 * @param counts counts records
 * @param recent remembers the records written last
 * @param backlog knows which queue entries may be handed out
 * @param webhooks records
 * @param archive requests as received
 * @param bundles files of many requests
 * @param queue queue entries
 * @param publications what was published
 * @param outbound what the ports of outbound delivery share
 */
record Tables(
        RowSequence sequence,
        AddressIndex addresses,
        WebhookCounts counts,
        RecentRows recent,
        Backlog backlog,
        WebhookTable webhooks,
        ArchiveTable archive,
        BundleTable bundles,
        QueueTable queue,
        PublicationTable publications,
        OutboundTables outbound) {

    /** More than are under way between acceptance and publication at the highest rates seen. */
    private static final int MOST_RECENT = 8_192;

    /** Reads what is kept in memory, when the store is opened. */
    static Tables load(SqliteSession session, long mostPending, int settleAddressesAt) throws SQLException {
        RowSequence sequence = RowSequence.load(
                session,
                "SELECT max(seq) FROM webhooks",
                "SELECT max(seq) FROM archive",
                "SELECT max(seq) FROM bundled",
                "SELECT max(seq) FROM queue");
        AddressIndex addresses = new AddressIndex(settleAddressesAt);
        addresses.load(session);
        WebhookCounts counts = WebhookCounts.load(session);
        Backlog backlog = new Backlog(mostPending);
        QueueTable.load(session, backlog);
        RecentRows recent = new RecentRows(MOST_RECENT);
        WebhookTable webhooks = new WebhookTable(addresses, counts, recent);
        BundleTable bundles = new BundleTable();
        return new Tables(
                sequence,
                addresses,
                counts,
                recent,
                backlog,
                webhooks,
                new ArchiveTable(addresses, bundles),
                bundles,
                new QueueTable(sequence, webhooks, backlog),
                PublicationTable.load(session, webhooks),
                OutboundTables.load(session));
    }

    List<CommitParticipant> participants() {
        List<CommitParticipant> participants =
                new ArrayList<>(List.of(sequence, addresses, counts, recent, queue, backlog, publications));
        participants.addAll(outbound.participants());
        return participants;
    }
}
