package dev.sallyport.hosting.api.outbound;

import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryStatus;
import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase.RequeueCommand;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase.RequeueReport;
import dev.sallyport.hosting.api.request.JsonBody;
import dev.sallyport.hosting.config.Section;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what to requeue, and answers what was; the same for tenants and operators. */
final class RequeueReader {

    private static final List<String> OF_TENANT = List.of(
            "ids", "endpoint", "statuses", "from", "to", "batchSize", "maxMessages", "perSecond", "dryRun", "cursor");
    private static final int USUAL_BATCH = 10;
    private static final int USUAL_MOST = 100;
    private static final int LARGEST_BATCH = 1_000;
    private static final int FASTEST = 100_000;
    private static final int MOST_IDS = 1_000;

    private RequeueReader() {}

    /** Requeues one tenant's deliveries; others are as if they were not there. */
    static Response ofTenant(Request request, TenantId tenant, RequeueDeliveriesUseCase requeueing) {
        return requeue(JsonBody.of(request, "a requeue", OF_TENANT), tenant, requeueing);
    }

    /** Requeues any tenant's deliveries, or those of one that the body names. */
    static Response ofAll(Request request, RequeueDeliveriesUseCase requeueing) {
        List<String> known =
                Stream.concat(Stream.of("tenant"), OF_TENANT.stream()).toList();
        JsonBody body = JsonBody.of(request, "a requeue", known);
        Scalar tenant = body.section().scalar("tenant");
        if (tenant != null && !TenantId.isWellFormed(tenant.text())) {
            body.section().problems().add(tenant.at(), "'tenant' must be a tenant's id");
            return requeue(body, null, requeueing);
        }
        return requeue(body, tenant == null ? null : new TenantId(tenant.text()), requeueing);
    }

    private static Response requeue(JsonBody body, @Nullable TenantId tenant, RequeueDeliveriesUseCase requeueing) {
        Section section = body.section();
        RequeueCommand.Builder command = RequeueCommand.builder()
                .tenant(tenant)
                .addAllIds(ids(section))
                .endpoint(endpoint(section))
                .acceptedFrom(instant(section, "from"))
                .acceptedBefore(instant(section, "to"))
                .batchSize(section.integer("batchSize", 1, LARGEST_BATCH, USUAL_BATCH))
                .maxMessages(section.integer("maxMessages", 1, RequeueCommand.LARGEST, USUAL_MOST))
                .dryRun(section.flag("dryRun", false));
        if (section.has("perSecond")) {
            command.perSecond(section.integer("perSecond", 1, FASTEST, 1));
        }
        if (section.has("statuses")) {
            command.statuses(statuses(section));
        }
        Scalar cursor = section.scalar("cursor");
        if (cursor != null) {
            command.cursor(cursor.text());
        }
        Response refusal = body.refusal();
        return refusal == null ? answer(requeueing.requeue(command.build())) : refusal;
    }

    private static Response answer(RequeueReport report) {
        return Response.json(200, json -> {
            json.writeNumberField("requeued", report.requeued());
            json.writeNumberField("failed", report.failed());
            if (report.nextCursor() != null) {
                json.writeStringField("next_cursor", report.nextCursor());
            }
        });
    }

    private static List<DeliveryId> ids(Section section) {
        List<Scalar> texts = section.scalars("ids", "[\"dlv_…\"]");
        if (texts.size() > MOST_IDS || section.isEmptyList("ids")) {
            section.problems().add(section.positionOf("ids"), "'ids' must hold 1 to " + MOST_IDS + " deliveries' ids");
            return List.of();
        }
        for (Scalar text : texts) {
            if (!DeliveryId.isWellFormed(text.text())) {
                section.problems().add(text.at(), "a delivery's id is 'dlv_', 32 of 0-9a-v, '_' and 32 of 0-9a-v");
                return List.of();
            }
        }
        return texts.stream().map(Scalar::text).map(DeliveryId::parse).toList();
    }

    private static @Nullable EndpointId endpoint(Section section) {
        Scalar text = section.scalar("endpoint");
        if (text == null || EndpointId.isWellFormed(text.text())) {
            return text == null ? null : new EndpointId(text.text());
        }
        section.problems().add(text.at(), "'endpoint' must be an endpoint's id");
        return null;
    }

    private static Set<DeliveryStatus> statuses(Section section) {
        Set<DeliveryStatus> ended = Arrays.stream(DeliveryStatus.values())
                .filter(DeliveryStatus::isTerminal)
                .collect(Collectors.toSet());
        Set<DeliveryStatus> chosen = EnumSet.noneOf(DeliveryStatus.class);
        for (Scalar text : section.scalars("statuses", "[\"DEAD\"]")) {
            String word = text.text().toUpperCase(Locale.ROOT);
            List<DeliveryStatus> named =
                    ended.stream().filter(status -> status.name().equals(word)).toList();
            chosen.addAll(named);
            if (named.isEmpty()) {
                section.problems()
                        .add(
                                text.at(),
                                "a status is one of "
                                        + ended.stream()
                                                .map(Enum::name)
                                                .sorted()
                                                .collect(Collectors.joining(", ")));
            }
        }
        if (chosen.isEmpty()) {
            section.problems().add(section.positionOf("statuses"), "'statuses' must name one at least");
            return ended;
        }
        return chosen;
    }

    static @Nullable Instant instant(Section section, String name) {
        Scalar text = section.scalar(name);
        try {
            return text == null ? null : Instant.parse(text.text());
        } catch (DateTimeParseException e) {
            section.problems()
                    .add(section.positionOf(name), "'" + name + "' must be an instant such as 2026-01-31T12:00:00Z");
            return null;
        }
    }
}
