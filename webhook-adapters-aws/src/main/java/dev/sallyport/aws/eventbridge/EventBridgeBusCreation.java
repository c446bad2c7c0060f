package dev.sallyport.aws.eventbridge;

import dev.sallyport.aws.AwsCalls;
import dev.sallyport.aws.Resources.Bus;
import dev.sallyport.aws.Resources.Rule;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Makes a bus as it is described, for emulators and for those who deploy by other means than the CDK. */
public final class EventBridgeBusCreation {

    private EventBridgeBusCreation() {}

    /**
     * Makes a bus unless it exists, and its rules.
     *
     * @param targetArns what the rules' targets are called in the account, by the names of the description; a rule whose
     *     target is missing is made without one
     * @throws dev.sallyport.core.port.out.PortException if some of it may not be there
     */
    public static void create(EventBridgeClient client, Bus description, String name, Map<String, String> targetArns) {
        AwsCalls.writing("EventBridge CreateEventBus", () -> {
            try {
                return client.createEventBus(request -> request.name(name));
            } catch (ResourceAlreadyExistsException e) {
                return null;
            }
        });
        for (Rule rule : description.rules()) {
            AwsCalls.writing(
                    "EventBridge PutRule",
                    () -> client.putRule(request ->
                            request.name(rule.name()).eventBusName(name).eventPattern(rule.pattern())));
            String arn = targetArns.get(rule.target());
            if (arn != null) {
                putTarget(client, name, rule, arn);
            }
        }
    }

    private static void putTarget(EventBridgeClient client, String bus, Rule rule, String arn) {
        List<Target> targets =
                List.of(Target.builder().id(rule.target()).arn(arn).build());
        AwsCalls.writing(
                "EventBridge PutTargets",
                () -> client.putTargets(
                        request -> request.rule(rule.name()).eventBusName(bus).targets(targets)));
    }
}
