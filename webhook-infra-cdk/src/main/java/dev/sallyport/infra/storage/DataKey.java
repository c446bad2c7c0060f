package dev.sallyport.infra.storage;

import dev.sallyport.infra.settings.DataRetention;
import dev.sallyport.infra.settings.Names;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * A key of the account's own that encrypts table, archive, queues, secrets and topic, rotated each year.
 *
 * <p>Inputs: names, retention. Output: the key. On deletion of the stack: kept if data is retained, for without it the
 * data is lost; else scheduled for deletion after 30 days.
 */
public final class DataKey extends Construct {

    private static final List<String> SENDERS = List.of("cloudwatch.amazonaws.com", "events.amazonaws.com");

    private final Key key;

    /** Makes the key. */
    public DataKey(Construct scope, String id, Names names, DataRetention retention) {
        super(scope, id);
        key = Key.Builder.create(this, "Key")
                .alias(names.of("alias/webhook"))
                .description("Encrypts what Sallyport keeps, " + names.suffix())
                .enableKeyRotation(true)
                .removalPolicy(retention.removalPolicy())
                .build();
        // Alarms and undeliverable events are sent by the services themselves, under no role of ours.
        for (String sender : SENDERS) {
            key.addToResourcePolicy(PolicyStatement.Builder.create()
                    .principals(List.of(ServicePrincipal.Builder.create(sender).build()))
                    .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                    .resources(List.of("*"))
                    .conditions(Map.of(
                            "StringEquals",
                            Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                    .build());
        }
    }

    /** Returns the key. */
    public IKey key() {
        return key;
    }
}
