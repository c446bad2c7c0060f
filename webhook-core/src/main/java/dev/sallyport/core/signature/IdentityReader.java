package dev.sallyport.core.signature;

import dev.sallyport.core.event.EventType;
import dev.sallyport.core.event.WebhookRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads which event a request is about, as a scheme says. Only of use for a verified request: before, it is whatever a
 * stranger wrote. Immutable and safe to share between threads.
 */
public final class IdentityReader {

    private final @Nullable CodedScheme code;
    private final IdentityRules rules;
    private final FieldReader reader;

    private IdentityReader(@Nullable CodedScheme code, IdentityRules rules, FieldReader reader) {
        this.code = code;
        this.rules = rules;
        this.reader = reader;
    }

    /** Prepares a scheme's rules. */
    public static IdentityReader of(SignatureScheme scheme) {
        IdentityRules rules = scheme.identity();
        List<Field> fields = new ArrayList<>();
        addFields(rules.id(), fields);
        addFields(rules.type(), fields);
        addFields(rules.entity(), fields);
        IdentityRules.OrderRules order = rules.order();
        if (order != null) {
            fields.add(order.field());
        }
        CodedScheme code = scheme.rules() instanceof CodedRules coded ? coded.code() : null;
        return new IdentityReader(code, rules, FieldReader.of(fields));
    }

    private static void addFields(List<Template> templates, List<Field> fields) {
        for (Template template : templates) {
            for (Part part : template.parts()) {
                if (part instanceof Part.Value value) {
                    fields.add(value.field());
                }
            }
        }
    }

    /** Reads a request's identity; what cannot be read is left out. Never throws, whatever the request holds. */
    public EventIdentity identify(WebhookRequest request) {
        EventIdentity coded = code == null ? null : code.identify(request);
        if (coded != null) {
            return coded;
        }
        RequestFields fields = reader.read(request, VerifierOptions.defaults());
        String type = first(rules.type(), fields, false);
        return new EventIdentity(
                first(rules.id(), fields, true),
                type == null ? EventType.UNKNOWN : EventType.lenient(type),
                first(rules.entity(), fields, true),
                order(fields));
    }

    private static @Nullable String first(List<Template> alternatives, RequestFields fields, boolean injective) {
        for (Template alternative : alternatives) {
            String text = fill(alternative, fields, injective);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable String fill(Template template, RequestFields fields, boolean injective) {
        if (template.parts().size() == 1 && template.parts().get(0) instanceof Part.Value only) {
            return fields.text(only.field());
        }
        StringBuilder filled = new StringBuilder();
        for (Part part : template.parts()) {
            if (part instanceof Part.Literal literal) {
                filled.append(literal.text());
            } else if (part instanceof Part.Value value) {
                String text = fields.text(value.field());
                if (text == null) {
                    return null;
                }
                filled.append(injective ? escaped(text, template) : text);
            }
        }
        return filled.toString();
    }

    /** Escapes the separators inside values, so that two different lists of values never make the same text. */
    private static String escaped(String text, Template template) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || isSeparator(c, template)) {
                escaped.append('%').append(Integer.toHexString(c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static boolean isSeparator(char c, Template template) {
        for (Part part : template.parts()) {
            if (part instanceof Part.Literal literal && literal.text().indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }

    private @Nullable OrderingMark order(RequestFields fields) {
        IdentityRules.OrderRules order = rules.order();
        String text = order == null ? null : fields.text(order.field());
        if (order == null || text == null) {
            return null;
        }
        if (order.format() != null) {
            Instant instant = order.format().parse(text);
            return instant == null ? null : OrderingMark.of(order.kind(), instant);
        }
        try {
            return new OrderingMark(order.kind(), Long.parseLong(text));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
