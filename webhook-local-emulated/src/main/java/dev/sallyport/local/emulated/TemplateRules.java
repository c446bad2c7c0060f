package dev.sallyport.local.emulated;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.format.JsonText;
import dev.sallyport.local.emulated.template.Intrinsics;
import dev.sallyport.local.emulated.template.Template;
import dev.sallyport.local.emulated.template.Template.Resource;
import dev.sallyport.local.emulated.template.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Makes the rules of a template and their targets. For one thread. */
final class TemplateRules {

    private final EventBridgeClient bus;
    private final Intrinsics intrinsics;

    TemplateRules(EventBridgeClient bus, Intrinsics intrinsics) {
        this.bus = bus;
        this.intrinsics = intrinsics;
    }

    void make(Template template) {
        template.ofType("AWS::Events::Rule").values().forEach(this::make);
    }

    private void make(Resource rule) {
        Map<String, Object> properties = Values.object(intrinsics.resolve(rule.properties()));
        String name = String.valueOf(properties.get("Name"));
        String busName = textOrNull(properties.get("EventBusName"));
        Object pattern = properties.get("EventPattern");
        String schedule = textOrNull(properties.get("ScheduleExpression"));
        bus.putRule(request -> {
            request.name(name).eventBusName(busName).scheduleExpression(schedule);
            if (pattern != null) {
                request.eventPattern(JsonText.write(json -> write(json, pattern)));
            }
        });
        List<Target> targets = new ArrayList<>();
        for (Object target : Values.list(properties.get("Targets"))) {
            targets.add(target(Values.object(target)));
        }
        if (!targets.isEmpty()) {
            bus.putTargets(request -> request.rule(name).eventBusName(busName).targets(targets));
        }
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?>) {
            json.writeStartObject();
            for (Map.Entry<String, Object> member : Values.object(value).entrySet()) {
                json.writeFieldName(member.getKey());
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else {
            json.writeRawValue(String.valueOf(value));
        }
    }

    private static Target target(Map<String, Object> target) {
        Target.Builder builder =
                Target.builder().id(String.valueOf(target.get("Id"))).arn(String.valueOf(target.get("Arn")));
        Map<String, Object> retry = Values.object(target.get("RetryPolicy"));
        if (!retry.isEmpty()) {
            builder.retryPolicy(policy -> policy.maximumRetryAttempts(numberOrNull(retry, "MaximumRetryAttempts"))
                    .maximumEventAgeInSeconds(numberOrNull(retry, "MaximumEventAgeInSeconds")));
        }
        String letters =
                textOrNull(Values.object(target.get("DeadLetterConfig")).get("Arn"));
        if (letters != null) {
            builder.deadLetterConfig(config -> config.arn(letters));
        }
        return builder.build();
    }

    private static @Nullable Integer numberOrNull(Map<String, Object> object, String name) {
        return object.get(name) instanceof Number number ? number.intValue() : null;
    }

    private static @Nullable String textOrNull(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
