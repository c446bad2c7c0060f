package dev.sallyport.infra.observe;

import dev.sallyport.infra.settings.Foundation;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * The topic that alarms are published to, over TLS alone.
 *
 * <p>Inputs: addresses. Output: the topic. On deletion of the stack: deleted.
 */
public final class AlarmTopic extends Construct {

    private final Topic topic;

    /** Makes the topic and asks each address to confirm. */
    public AlarmTopic(Construct scope, String id, Foundation foundation, List<String> emails) {
        super(scope, id);
        Topic.Builder builder = Topic.Builder.create(this, "Topic")
                .topicName(foundation.names().of("webhook-alarms"))
                .displayName("Sallyport " + foundation.names().suffix())
                .enforceSsl(true);
        if (foundation.key() != null) {
            builder.masterKey(foundation.key());
        }
        topic = builder.build();
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(ServicePrincipal.Builder.create("cloudwatch.amazonaws.com")
                        .build()))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
        emails.forEach(address -> topic.addSubscription(new EmailSubscription(address)));
    }

    /** Returns the topic. */
    public Topic topic() {
        return topic;
    }
}
