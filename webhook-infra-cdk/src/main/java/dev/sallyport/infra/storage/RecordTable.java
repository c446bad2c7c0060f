package dev.sallyport.infra.storage;

import dev.sallyport.infra.layout.ResourceLayout.IndexLayout;
import dev.sallyport.infra.layout.ResourceLayout.TableLayout;
import dev.sallyport.infra.settings.Foundation;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.constructs.Construct;

/**
 * The table of all records: on demand, encrypted, restorable to any second of the last 35 days, with the keys and
 * indexes that the adapters were written against. It has no stream, because nothing reads one.
 *
 * <p>Inputs: the layout. Output: the table. On deletion of the stack: deleted with all records and backups, unless data
 * is retained; then it also refuses deletion by hand.
 */
public final class RecordTable extends Construct {

    private final Table table;

    /** Makes the table. */
    public RecordTable(Construct scope, String id, Foundation foundation, TableLayout layout) {
        super(scope, id);
        Table.Builder builder = Table.Builder.create(this, "Table")
                .tableName(foundation.names().of("webhook-records"))
                .partitionKey(text(layout.partitionKey()))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .timeToLiveAttribute(layout.timeToLive())
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(!foundation.retention().deletes())
                .removalPolicy(foundation.retention().removalPolicy());
        if (layout.sortKey() != null) {
            builder.sortKey(text(layout.sortKey()));
        }
        if (foundation.key() == null) {
            builder.encryption(TableEncryption.AWS_MANAGED);
        } else {
            builder.encryption(TableEncryption.CUSTOMER_MANAGED).encryptionKey(foundation.key());
        }
        table = builder.build();
        layout.indexes().forEach(this::addIndex);
    }

    private void addIndex(IndexLayout index) {
        GlobalSecondaryIndexProps.Builder props = GlobalSecondaryIndexProps.builder()
                .indexName(index.name())
                .partitionKey(text(index.partitionKey()))
                .sortKey(textOrNone(index.sortKey()));
        if (index.projected().isEmpty()) {
            props.projectionType(ProjectionType.KEYS_ONLY);
        } else {
            props.projectionType(ProjectionType.INCLUDE).nonKeyAttributes(index.projected());
        }
        table.addGlobalSecondaryIndex(props.build());
    }

    private static @Nullable Attribute textOrNone(@Nullable String name) {
        return name == null ? null : text(name);
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }

    /** Returns the table. */
    public Table table() {
        return table;
    }
}
