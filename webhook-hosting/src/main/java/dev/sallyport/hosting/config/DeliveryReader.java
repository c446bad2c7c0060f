package dev.sallyport.hosting.config;

import dev.sallyport.core.delivery.AddressBlock;
import dev.sallyport.core.delivery.PortRange;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.HealthPolicy;
import dev.sallyport.hosting.config.YamlValue.Entry;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the section about delivery. */
final class DeliveryReader {

    /** The names in the section. */
    static final List<String> KNOWN =
            List.of("targets", "retry", "timeout", "health", "retention", "limits", "tenants");

    private static final int GREATEST_PORT = 65_535;
    private static final int LARGEST_LIMIT = 100_000;
    private static final int LONGEST_NAME = 256;
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");

    private DeliveryReader() {}

    static DeliveryConfig read(@Nullable Section section) {
        DeliveryConfig usual = DeliveryConfig.defaults();
        if (section == null) {
            return usual;
        }
        Section retry = section.section("retry", RetryReader.OF_DELIVERIES);
        Section limits = section.section("limits", List.of("inFlight", "endpointsPerTenant"));
        return new DeliveryConfig(
                targets(section.section("targets", List.of("allowHttp", "allowLoopback", "ports", "refuse"))),
                retry == null ? usual.retry() : RetryReader.ofDeliveries(retry),
                between(section, "timeout", Duration.ofSeconds(1), Duration.ofSeconds(60), usual.timeout()),
                health(section.section(
                        "health", List.of("failuresToOpen", "firstPause", "longestPause", "disableAfter"))),
                retention(section.section("retention", List.of("delivered", "dead"))),
                limits == null ? usual.inFlight() : limits.integer("inFlight", 1, LARGEST_LIMIT, usual.inFlight()),
                limits == null
                        ? usual.endpointsPerTenant()
                        : limits.integer("endpointsPerTenant", 1, LARGEST_LIMIT, usual.endpointsPerTenant()),
                tenants(section.userNamed("tenants")));
    }

    private static TargetPolicy targets(@Nullable Section section) {
        if (section == null) {
            return TargetPolicy.ofPublicHttps();
        }
        TargetPolicy.Builder targets = TargetPolicy.builder()
                .allowHttp(section.flag("allowHttp", false))
                .allowLoopback(section.flag("allowLoopback", false));
        List<PortRange> ports = new ArrayList<>();
        for (Scalar port : section.scalars("ports", "[443]")) {
            ports.add(portsOf(port, section));
        }
        if (section.isEmptyList("ports")) {
            section.problems()
                    .add(section.positionOf("ports"), "'ports' allows no port: list at least one, as in [443]");
        }
        if (!ports.isEmpty()) {
            targets.ports(ports);
        }
        for (Scalar block : section.scalars("refuse", "[198.51.100.0/24]")) {
            try {
                targets.addRefusedBlocks(AddressBlock.parse(block.text()));
            } catch (IllegalArgumentException e) {
                section.problems().add(block.at(), String.valueOf(e.getMessage()));
            }
        }
        return targets.build();
    }

    private static PortRange portsOf(Scalar text, Section section) {
        Matcher range = RANGE.matcher(text.text());
        if (!range.matches()) {
            return PortRange.only(section.integer(text, "ports", 1, GREATEST_PORT, 443));
        }
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        if (first >= 1 && first <= last && last <= GREATEST_PORT) {
            return new PortRange(first, last);
        }
        section.problems().add(text.at(), "a range of ports goes up, within 1 to 65535: for example 8000-8999");
        return PortRange.only(443);
    }

    private static HealthPolicy health(@Nullable Section section) {
        HealthPolicy usual = HealthPolicy.DEFAULT;
        if (section == null) {
            return usual;
        }
        Duration day = Duration.ofDays(1);
        Duration first = between(section, "firstPause", Duration.ofMillis(1), day, usual.firstPause());
        Duration longest = between(section, "longestPause", Duration.ofMillis(1), day, usual.longestPause());
        if (longest.compareTo(first) < 0) {
            section.problems()
                    .add(
                            section.positionOf(section.has("firstPause") ? "firstPause" : "longestPause"),
                            "'firstPause' must not be longer than 'longestPause', " + longest);
            return usual;
        }
        return new HealthPolicy(
                section.integer("failuresToOpen", 1, LARGEST_LIMIT, usual.failuresToOpen()),
                first,
                longest,
                between(section, "disableAfter", Duration.ofMinutes(1), Duration.ofDays(365), usual.failureBudget()));
    }

    private static RetentionPolicy retention(@Nullable Section section) {
        RetentionPolicy usual = RetentionPolicy.DEFAULT;
        if (section == null) {
            return usual;
        }
        Duration delivered = section.duration("delivered");
        Duration dead = section.duration("dead");
        return new RetentionPolicy(
                delivered == null ? usual.settled() : delivered, dead == null ? usual.missed() : dead);
    }

    private static Map<TenantId, TenantConfig> tenants(Section section) {
        Map<TenantId, TenantConfig> tenants = new LinkedHashMap<>();
        for (Entry entry : section.entries()) {
            Scalar id = entry.name();
            TenantConfig tenant = tenant(entry, section.problems());
            if (TenantId.isWellFormed(id.text())) {
                tenants.put(new TenantId(id.text()), tenant);
            } else {
                section.problems()
                        .add(id.at(), "a tenant's id is 1 to 64 of a-z, 0-9 and '-', beginning with a letter or digit");
            }
        }
        return tenants;
    }

    private static TenantConfig tenant(Entry entry, Problems problems) {
        String id = entry.name().text();
        Section section =
                Section.of(entry.value(), "tenant '" + id + "'", List.of("name", "retry", "retryByType"), problems);
        Scalar name = section.scalar("name");
        if (name != null && name.text().length() > LONGEST_NAME) {
            problems.add(name.at(), "'name' has at most " + LONGEST_NAME + " characters");
        }
        Section retry = section.section("retry", RetryReader.OF_DELIVERIES);
        return new TenantConfig(
                name == null ? id : name.text(),
                retry == null ? null : RetryReader.ofDeliveries(retry),
                RetryReader.byType(section.userNamed("retryByType")));
    }

    private static Duration between(Section section, String name, Duration least, Duration most, Duration usual) {
        Duration given = section.duration(name);
        if (given == null || (given.compareTo(least) >= 0 && given.compareTo(most) <= 0)) {
            return given == null ? usual : given;
        }
        section.problems().add(section.positionOf(name), "'" + name + "' must be from " + least + " to " + most);
        return usual;
    }
}
