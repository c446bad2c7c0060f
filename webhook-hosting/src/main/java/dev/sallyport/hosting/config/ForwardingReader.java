package dev.sallyport.hosting.config;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.event.ProviderId;
import dev.sallyport.hosting.config.ForwardingRule.Form;
import dev.sallyport.hosting.config.YamlValue.Mapping;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import dev.sallyport.hosting.config.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads which webhooks are sent on to tenants' endpoints. */
final class ForwardingReader {

    private static final List<String> KNOWN = List.of("from", "types", "filter", "to", "body");
    private static final String EXAMPLE = "write forward: [ { from: stripe, to: acme } ]";

    private ForwardingReader() {}

    static List<ForwardingRule> read(Section sections, Set<ProviderId> providers) {
        YamlValue value = sections.value("forward");
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Sequence list)) {
            sections.problems().add(value.at(), "'forward' must be a list of rules: " + EXAMPLE);
            return List.of();
        }
        List<ForwardingRule> rules = new ArrayList<>();
        for (YamlValue item : list.items()) {
            ForwardingRule rule = rule(Section.of(item, "a forwarding rule", KNOWN, sections.problems()), providers);
            if (rule != null) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private static @Nullable ForwardingRule rule(Section section, Set<ProviderId> providers) {
        ProviderId from = from(section, providers);
        TenantId to = to(section);
        YamlValue filter = section.value("filter");
        if (filter != null && !(filter instanceof Mapping)) {
            section.problems().add(filter.at(), "'filter' must be a section, such as { type: [ charge ] }");
        }
        Form form = section.choice("body", Map.of("original", Form.ORIGINAL, "envelope", Form.ENVELOPE), Form.ORIGINAL);
        return from == null || to == null
                ? null
                : new ForwardingRule(
                        from,
                        EventTypesReader.read(section, "types"),
                        filter == null ? null : JsonTree.write(filter),
                        to,
                        form,
                        section.at());
    }

    private static @Nullable ProviderId from(Section section, Set<ProviderId> providers) {
        Scalar from = section.scalar("from");
        if (from == null) {
            if (!section.has("from")) {
                section.problems().add(section.at(), "the rule does not say whose webhooks it forwards: " + EXAMPLE);
            }
            return null;
        }
        if (ProviderId.isWellFormed(from.text()) && providers.contains(new ProviderId(from.text()))) {
            return new ProviderId(from.text());
        }
        section.problems()
                .add(
                        from.at(),
                        "no provider '" + from.text() + "' is configured: "
                                + Spelling.suggestion(
                                        from.text(),
                                        providers.stream()
                                                .map(ProviderId::value)
                                                .collect(Collectors.toSet())));
        return null;
    }

    private static @Nullable TenantId to(Section section) {
        Scalar to = section.scalar("to");
        if (to == null) {
            if (!section.has("to")) {
                section.problems().add(section.at(), "the rule does not say to which tenant it forwards: " + EXAMPLE);
            }
            return null;
        }
        if (TenantId.isWellFormed(to.text())) {
            return new TenantId(to.text());
        }
        section.problems()
                .add(to.at(), "a tenant's id is 1 to 64 of a-z, 0-9 and '-', beginning with a letter or digit");
        return null;
    }
}
