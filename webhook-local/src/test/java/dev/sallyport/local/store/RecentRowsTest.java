package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.OrderingKey;
import dev.sallyport.core.event.WebhookId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentRowsTest {

    private final RecentRows rows = new RecentRows(2);

    private static WebhookRow row(long event) {
        ArchivedWebhook original = StoreFixture.original(event, 16, Instant.EPOCH);
        return new WebhookRow(
                event, StoreFixture.record(original, event, OrderingKey.ofProvider(StoreFixture.ACME)), event);
    }

    private static WebhookId id(long event) {
        return row(event).record().id();
    }

    @Test
    void shouldShowTheWriterAloneWhatIsNotCommitted() {
        rows.wrote(row(1));

        assertThat(rows.current(id(1))).isEqualTo(row(1));
        assertThat(rows.committed(id(1))).isNull();

        rows.afterCommit();

        assertThat(rows.current(id(1))).isEqualTo(row(1));
        assertThat(rows.committed(id(1))).isEqualTo(row(1));
    }

    @Test
    void shouldPreferTheLatestState() {
        rows.wrote(row(1));
        rows.afterCommit();
        WebhookRow later = new WebhookRow(1, row(1).record(), 7);

        rows.wrote(later);

        assertThat(rows.current(id(1))).isEqualTo(later);
        assertThat(rows.committed(id(1))).isEqualTo(row(1));
        rows.afterCommit();
        assertThat(rows.committed(id(1))).isEqualTo(later);
    }

    @Test
    void shouldForgetTheOldestFirst() {
        for (int event = 1; event <= 3; event++) {
            rows.wrote(row(event));
            rows.afterCommit();
        }

        assertThat(rows.committed(id(1))).isNull();
        assertThat(rows.committed(id(2))).isEqualTo(row(2));
        assertThat(rows.committed(id(3))).isEqualTo(row(3));
    }

    @Test
    void shouldForgetWhatHasComeToItsEnd() {
        rows.wrote(row(1));
        rows.afterCommit();

        rows.wrote(new WebhookRow(1, row(1).record().processed(Instant.EPOCH), 1));
        assertThat(rows.current(id(1))).isNotNull();
        rows.afterCommit();

        assertThat(rows.current(id(1))).isNull();
        assertThat(rows.committed(id(1))).isNull();
    }

    @Test
    void shouldTrustNothingAfterARollback() {
        rows.wrote(row(1));
        rows.afterCommit();
        rows.wrote(row(2));

        rows.afterRollback();

        assertThat(rows.current(id(1))).isNull();
        assertThat(rows.committed(id(1))).isNull();
        assertThat(rows.current(id(2))).isNull();

        rows.wrote(row(1));
        rows.afterCommit();
        assertThat(rows.committed(id(1))).isEqualTo(row(1));
    }
}
