package dev.sallyport.infra;

import dev.sallyport.infra.deployment.DeploymentReader;
import dev.sallyport.infra.function.FunctionSettings;
import dev.sallyport.infra.function.WebhookFunction;
import dev.sallyport.infra.ingress.IngressSettings;
import dev.sallyport.infra.ingress.Route;
import dev.sallyport.infra.network.NetworkSettings;
import dev.sallyport.infra.observe.AlarmSettings;
import dev.sallyport.infra.settings.DataRetention;
import dev.sallyport.infra.settings.Names;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.constructs.Node;

/** Reads the props of the app's one stack from the context, that is from {@code cdk.json} and {@code -c name=value}. */
final class AppContext {

    private static final String PREFIX = "sallyport:";

    /** What can be set, as docs/deploy.md lists it. */
    static final Set<String> KNOWN = Set.of(
            "environment",
            "config",
            "code",
            "service",
            "memory",
            "ingress",
            "keyedRoutes",
            "domainName",
            "certificateArn",
            "accountLogRole",
            "vpc",
            "retain",
            "ownKey",
            "makeSecrets",
            "alarmEmails");

    private static final String JARS = "../webhook-lambda-entrypoints/target/";

    private final Node node;

    AppContext(Node node) {
        this.node = node;
    }

    WebhookPipelineProps props() {
        refuseUnknown();
        WebhookPipelineProps.Builder props = WebhookPipelineProps.builder();
        props.names(new Names(text("environment", "dev")));
        props.deployment(DeploymentReader.read(Path.of(text("config", "../sallyport.yaml"))));
        props.functions(functions());
        props.service(text("service", "sallyport"));
        props.ingress(ingress());
        props.network(flag("vpc", false) ? NetworkSettings.own() : null);
        props.retention(flag("retain", false) ? DataRetention.RETAIN : DataRetention.DELETE);
        props.ownKey(flag("ownKey", false));
        props.makeSecrets(flag("makeSecrets", true));
        props.alarms(AlarmSettings.builder().emails(list("alarmEmails")).build());
        return props.build();
    }

    /** A provider waits for the receiver, which therefore has a jar of its own, unless other code is named for all. */
    private FunctionSettings functions() {
        String code = find("code");
        FunctionSettings.Builder functions = FunctionSettings.builder().memory(number("memory", 512));
        if (code == null) {
            functions.code(JARS + "sallyport-lambda.jar");
            functions.putCodeByFunction(WebhookFunction.RECEIVER, JARS + "sallyport-receiver.jar");
        } else {
            functions.code(code);
        }
        return functions.build();
    }

    private IngressSettings ingress() {
        IngressSettings.Builder ingress = IngressSettings.builder()
                .kind(choice("ingress", IngressSettings.Kind.class, "rest-api"))
                .accountLogRole(flag("accountLogRole", true));
        for (String route : list("keyedRoutes")) {
            ingress.addKeyedRoutes(constant("keyedRoutes", Route.class, route));
        }
        String domain = find("domainName");
        if (domain != null) {
            String certificate = find("certificateArn");
            if (certificate == null) {
                throw new IllegalArgumentException("-c sallyport:domainName needs -c sallyport:certificateArn=ARN of a"
                        + " certificate for it, in ACM and in the stack's region");
            }
            ingress.domain(new IngressSettings.CustomDomain(domain, certificate));
        }
        return ingress.build();
    }

    private @Nullable String find(String name) {
        Object value = node.tryGetContext(PREFIX + name);
        return value == null ? null : value.toString();
    }

    private String text(String name, String otherwise) {
        String text = find(name);
        return text == null ? otherwise : text;
    }

    private int number(String name, int otherwise) {
        String text = text(name, Integer.toString(otherwise));
        try {
            return (int) Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw refusal(name, text, "a whole number");
        }
    }

    /** The command line knows text only, {@code cdk.json} has true and false. */
    private boolean flag(String name, boolean otherwise) {
        String text = text(name, Boolean.toString(otherwise));
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw refusal(name, text, "true or false");
    }

    private List<String> list(String name) {
        String text = find(name);
        return text == null || text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private <E extends Enum<E>> E choice(String name, Class<E> type, String otherwise) {
        return constant(name, type, text(name, otherwise));
    }

    private static <E extends Enum<E>> E constant(String name, Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (spelt(constant).equals(text)) {
                return constant;
            }
        }
        throw refusal(
                name,
                text,
                Arrays.stream(type.getEnumConstants())
                        .map(AppContext::spelt)
                        .collect(Collectors.joining(", ", "one of ", "")));
    }

    private static String spelt(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void refuseUnknown() {
        Object all = node.getAllContext();
        if (all instanceof Map<?, ?> context) {
            for (Object key : context.keySet()) {
                String name = String.valueOf(key);
                if (name.startsWith(PREFIX) && !KNOWN.contains(name.substring(PREFIX.length()))) {
                    throw new IllegalArgumentException(
                            "there is no setting -c " + name + "; there are " + new TreeSet<>(KNOWN));
                }
            }
        }
    }

    private static IllegalArgumentException refusal(String name, String text, String choices) {
        return new IllegalArgumentException("-c " + PREFIX + name + "=" + text + ": it must be " + choices);
    }
}
