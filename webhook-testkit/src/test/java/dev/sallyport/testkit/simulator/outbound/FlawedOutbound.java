package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.application.outbound.OutboundParts;
import dev.sallyport.core.delivery.Attempt;
import dev.sallyport.core.delivery.AttemptResult;
import dev.sallyport.core.delivery.Delivery;
import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.in.AcceptEventUseCase;
import dev.sallyport.core.port.in.DispatchDeliveriesUseCase;
import dev.sallyport.core.port.in.SweepDeliveriesUseCase;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.DeliveryStore.RecordOutcome;
import dev.sallyport.core.port.out.DeliveryTelemetry;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.PortException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;

/** The core's use cases over parts of which one misleads them: so each defect is one that the core could have. */
final class FlawedOutbound implements OutboundProcess {

    private final OutboundDefect defect;
    private final DeliveryStore store;
    private final OutboundProcess process;

    FlawedOutbound(OutboundDefect defect, OutboundParts given) {
        this.defect = defect;
        this.store = given.deliveries();
        DeliveryTelemetry telemetry = proxy(DeliveryTelemetry.class, DeliveryTelemetry.NONE, this::observe);
        this.process = OutboundProcess.of(OutboundParts.builder()
                .from(given)
                .deliveries(proxy(DeliveryStore.class, store, this::mislead))
                .endpoints(proxy(EndpointStore.class, given.endpoints(), this::mislead))
                .telemetry(telemetry)
                .build());
    }

    @Override
    public AcceptEventUseCase accepting() {
        return process.accepting();
    }

    @Override
    public DispatchDeliveriesUseCase dispatching() {
        return process.dispatching();
    }

    @Override
    public SweepDeliveriesUseCase sweeping() {
        if (defect != OutboundDefect.NEVER_SWEEPS) {
            return process.sweeping();
        }
        return new SweepDeliveriesUseCase() {
            @Override
            public SweepReport sweep(int limit) {
                return new SweepReport(0, 0, 0);
            }

            @Override
            public int refill() {
                return 0;
            }
        };
    }

    private Object mislead(Method method, Object[] arguments, Call call) throws Throwable {
        Object first = arguments == null ? null : arguments[0];
        return switch (method.getName() + "/" + defect) {
            case "accept/ACCEPTS_IN_PARTS" -> acceptInParts(call, arguments);
            case "headOf/IGNORES_LANES" -> null;
            case "find/RETRIES_EARLY" -> due(call.with(arguments));
            case "record/FORGETS_FAILURES" -> recordWithoutAttempt(call, (Delivery) first, (Attempt) arguments[1]);
            case "record/OVERWRITES_RECORDS" -> overwrite(call, (Delivery) first, (Attempt) arguments[1]);
            case "replace/FORGETS_NOTICES" ->
                call.with(Endpoint.builder()
                        .from((Endpoint) first)
                        .pendingNotices(List.of())
                        .build());
            default -> call.with(arguments);
        };
    }

    private static Object acceptInParts(Call call, Object[] arguments) throws Throwable {
        List<?> all = (List<?>) arguments[1];
        if (all.size() < 2) {
            return call.with(arguments);
        }
        return call.with(arguments[0], all.subList(0, 1));
    }

    private static Object due(Object found) {
        return found instanceof Delivery delivery && !delivery.status().isTerminal()
                ? Delivery.builder().from(delivery).dueAt(delivery.acceptedAt()).build()
                : found;
    }

    private static Object recordWithoutAttempt(Call call, Delivery replacement, Attempt attempt) throws Throwable {
        return attempt == null || replacement.status().isTerminal()
                ? call.with(replacement, attempt)
                : call.with(
                        Delivery.builder()
                                .from(replacement)
                                .attempts(replacement.attempts() - 1)
                                .build(),
                        null);
    }

    private static Object overwrite(Call call, Delivery replacement, Attempt attempt) throws Throwable {
        Object outcome = call.with(replacement, attempt);
        while (outcome instanceof RecordOutcome.Conflict conflict && conflict.current() != null) {
            Delivery over = Delivery.builder()
                    .from(replacement)
                    .revision(conflict.current().revision() + 1)
                    .build();
            outcome = call.with(over, attempt);
        }
        return outcome;
    }

    private Object observe(Method method, Object[] arguments, Call call) throws Throwable {
        boolean waits =
                method.getName().equals("held") && List.of("BREAKER", "LIMIT").contains(String.valueOf(arguments[1]));
        if (defect == OutboundDefect.COUNTS_WAITING && waits) {
            count((DeliveryId) arguments[0]);
        }
        return call.with(arguments);
    }

    private void count(DeliveryId id) {
        try {
            Delivery waiting = store.find(id);
            if (waiting != null && !waiting.status().isTerminal()) {
                Attempt attempt = new Attempt(
                        id,
                        waiting.attempts() + 1,
                        waiting.dueAt(),
                        Duration.ZERO,
                        new AttemptResult.Failed(DeliveryError.TIMEOUT),
                        null);
                store.record(waiting.failed(waiting.dueAt(), waiting.wakeAt()), attempt);
            }
        } catch (PortException e) {
            // It counts the next time.
            return;
        }
    }

    private static <T> T proxy(Class<T> type, T target, Interception interception) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> interception.intercept(method, arguments, given -> {
                    try {
                        return method.invoke(target, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }

    /** Calls the part that was given. */
    @FunctionalInterface
    private interface Call {

        Object with(Object... arguments) throws Throwable;
    }

    /** Stands between the use cases and a part. */
    @FunctionalInterface
    private interface Interception {

        Object intercept(Method method, Object[] arguments, Call call) throws Throwable;
    }
}
