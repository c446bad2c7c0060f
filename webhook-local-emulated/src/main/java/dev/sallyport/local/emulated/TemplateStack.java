package dev.sallyport.local.emulated;

import dev.sallyport.emulation.function.FunctionSettings;
import dev.sallyport.local.emulated.front.ApiRoute;
import dev.sallyport.local.emulated.template.Intrinsics;
import dev.sallyport.local.emulated.template.Template;
import dev.sallyport.local.emulated.template.Template.Resource;
import dev.sallyport.local.emulated.template.TemplateReferences;
import dev.sallyport.local.emulated.template.TemplateRoutes;
import dev.sallyport.local.emulated.template.Values;
import dev.sallyport.local.engine.EngineFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/** What a synthesised template describes; functions are named by their logical ids. */
final class TemplateStack implements Stack {

    private static final int USUAL_TIMEOUT = 3;
    private static final int USUAL_MEMORY = 128;
    private static final int USUAL_BATCH = 10;
    private static final String OF_JAVA = "java";

    private final Clients clients;
    private final Template template;
    private final TemplateResources resources;
    private final Intrinsics intrinsics;
    private final Map<String, FunctionSettings> functions = new LinkedHashMap<>();
    private final List<Feed> feeds = new ArrayList<>();
    private final List<ApiRoute> routes;

    private TemplateStack(
            Clients clients, Template template, TemplateReferences references, TemplateResources resources) {
        this.clients = clients;
        this.template = template;
        this.resources = resources;
        intrinsics = new Intrinsics(references);
        template.ofType(TemplateReferences.FUNCTION).forEach((id, function) -> {
            // What CDK itself brings along, in another language, serves its own deployments.
            if (String.valueOf(function.properties().get("Runtime")).startsWith(OF_JAVA)) {
                functions.put(id, settings(function));
            }
        });
        template.ofType("AWS::Lambda::EventSourceMapping").values().forEach(mapping -> {
            feeds.add(feed(references.functionOf(mapping), mapping));
        });
        routes = new TemplateRoutes(template, references).read();
    }

    /** Makes the resources of a template. */
    static TemplateStack make(Clients clients, Template template, String masterKey) {
        TemplateReferences references = new TemplateReferences(
                template, EmbeddedServices.LOCATION.account(), EmbeddedServices.LOCATION.region());
        TemplateResources resources = new TemplateResources(clients, template, references);
        resources.make();
        TemplateStack stack = new TemplateStack(clients, template, references, resources);
        stack.makeSecrets(masterKey);
        return stack;
    }

    private void makeSecrets(String generated) {
        template.ofType(TemplateReferences.SECRET).values().forEach(secret -> {
            String name = resources.nameOf(secret);
            boolean generate = secret.properties().containsKey("GenerateSecretString");
            try {
                clients.secrets().createSecret(request -> request.name(name).secretString(generate ? generated : null));
            } catch (ResourceExistsException e) {
                // The configuration named it, too.
            }
        });
    }

    private FunctionSettings settings(Resource function) {
        Map<String, Object> properties = function.properties();
        Map<String, String> variables = new LinkedHashMap<>();
        Values.object(intrinsics.resolve(Values.object(
                        Values.object(properties.get("Environment")).get("Variables"))))
                .forEach((name, value) -> variables.put(name, value.toString()));
        return new FunctionSettings(
                resources.nameOf(function),
                String.valueOf(properties.get("Handler")),
                Values.number(properties.get("MemorySize"), USUAL_MEMORY),
                Duration.ofSeconds(Values.number(properties.get("Timeout"), USUAL_TIMEOUT)),
                1,
                variables);
    }

    private Feed feed(String function, Resource mapping) {
        Map<String, Object> properties = mapping.properties();
        return new Feed(
                function,
                resources.queueUrlOf(String.valueOf(intrinsics.text(properties.get("EventSourceArn")))),
                Values.number(properties.get("BatchSize"), USUAL_BATCH),
                Values.list(properties.get("FunctionResponseTypes")).contains("ReportBatchItemFailures"));
    }

    @Override
    public Map<String, FunctionSettings> functions() {
        return Map.copyOf(functions);
    }

    @Override
    public List<Feed> feeds() {
        return List.copyOf(feeds);
    }

    @Override
    public List<ApiRoute> routes() {
        return List.copyOf(routes);
    }

    @Override
    public Names names() {
        return new Names(
                variable(FunctionPlan.TABLE),
                variable(FunctionPlan.BUCKET),
                variable(FunctionPlan.BUS),
                variable(FunctionPlan.QUEUE),
                resources.queueUrls(),
                find(FunctionPlan.MASTER_KEY));
    }

    private String variable(String name) {
        String value = find(name);
        if (value == null) {
            throw new EngineFailedException("no function of the template has " + name, null);
        }
        return value;
    }

    /** Several tables, buckets, buses and queues may be there: people look at those that functions use. */
    private @Nullable String find(String variable) {
        return functions.values().stream()
                .map(function -> function.environment().get(variable))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void connect(boolean here) {
        if (!here) {
            throw new EngineFailedException("a template is tried on emulators: leave out --endpoint-url", null);
        }
        new TemplateRules(clients.eventBridge(), intrinsics).make(template);
    }
}
