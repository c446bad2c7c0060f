package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.DeliveryPage;
import dev.sallyport.core.delivery.DeliveryQuery;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.RecordOutcome;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.PortException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requeues deliveries page by page, due at the pace that was asked for. */
final class DeliveryRequeuer implements RequeueDeliveriesUseCase {

    private final DeliveryStore store;
    private final EndpointStore endpoints;
    private final DeliveryTelemetry telemetry;
    private final OutboundClock clock;
    private final WakeTimes wakeTimes;
    private final DeliveryEnqueuer enqueuer;

    DeliveryRequeuer(OutboundParts parts, OutboundClock clock, WakeTimes wakeTimes, DeliveryEnqueuer enqueuer) {
        this.store = parts.deliveries();
        this.endpoints = parts.endpoints();
        this.telemetry = parts.telemetry();
        this.clock = clock;
        this.wakeTimes = wakeTimes;
        this.enqueuer = enqueuer;
    }

    @Override
    public RequeueReport requeue(RequeueCommand command) {
        Run run = new Run(command);
        return command.ids().isEmpty() ? byQuery(command, run) : byId(command, run);
    }

    private RequeueReport byId(RequeueCommand command, Run run) {
        List<Delivery> found = new ArrayList<>();
        for (DeliveryId id : command.ids()) {
            Delivery delivery = store.find(id);
            boolean theirs = delivery != null
                    && (command.tenant() == null || delivery.tenant().equals(command.tenant()));
            if (theirs) {
                found.add(delivery);
            } else {
                run.failed++;
            }
        }
        run.requeue(found);
        return run.report(null);
    }

    private RequeueReport byQuery(RequeueCommand command, Run run) {
        String cursor = command.cursor();
        int taken = 0;
        do {
            int size = Math.min(command.batchSize(), command.maxMessages() - taken);
            DeliveryPage page = store.list(DeliveryQuery.builder()
                    .tenant(command.tenant())
                    .endpoint(command.endpoint())
                    .statuses(command.statuses())
                    .acceptedFrom(command.acceptedFrom())
                    .acceptedBefore(command.acceptedBefore())
                    .oldestFirst(true)
                    .cursor(cursor)
                    .limit(size)
                    .build());
            run.requeue(page.deliveries());
            taken += page.deliveries().size();
            cursor = page.nextCursor();
        } while (cursor != null && taken < command.maxMessages());
        return run.report(cursor);
    }

    /** One command under way; for one thread. */
    private final class Run {

        private final RequeueCommand command;
        private final Instant began = clock.now();
        private int requeued;
        private int failed;

        Run(RequeueCommand command) {
            this.command = command;
        }

        void requeue(List<Delivery> deliveries) {
            List<Delivery> pending = new ArrayList<>(deliveries.size());
            for (Delivery delivery : deliveries) {
                Delivery again = tryToRequeue(delivery);
                if (again == null) {
                    failed++;
                } else {
                    requeued++;
                    pending.add(again);
                }
            }
            if (!command.dryRun()) {
                pending.forEach(delivery -> telemetry.requeued(delivery.id()));
                enqueuer.enqueue(pending);
            }
        }

        private @Nullable Delivery tryToRequeue(Delivery delivery) {
            try {
                Endpoint endpoint =
                        endpoints.find(delivery.tenant(), delivery.id().endpoint());
                if (endpoint == null
                        || !endpoint.isEnabled()
                        || !delivery.status().isTerminal()) {
                    return null;
                }
                Instant dueAt = nextDueAt();
                Delivery again = delivery.requeued(clock.now(), dueAt, wakeTimes.forDueAt(dueAt));
                return command.dryRun() || isRecorded(again) ? again : null;
            } catch (PortException e) {
                return null;
            }
        }

        private boolean isRecorded(Delivery again) {
            return switch (store.record(again, null)) {
                case RecordOutcome.Recorded recorded -> true;
                case RecordOutcome.Conflict conflict -> false;
            };
        }

        private Instant nextDueAt() {
            Integer perSecond = command.perSecond();
            if (perSecond == null) {
                return clock.now();
            }
            // Whole milliseconds, rounded up like every due time.
            return began.plus(Duration.ofMillis(Math.ceilDiv(1_000L * requeued, perSecond)));
        }

        RequeueReport report(@Nullable String nextCursor) {
            return new RequeueReport(requeued, failed, nextCursor);
        }
    }
}
