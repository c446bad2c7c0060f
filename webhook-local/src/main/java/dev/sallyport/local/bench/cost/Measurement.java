package dev.sallyport.local.bench.cost;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one run of one design counted.
 *
 * @param design such as {@code bundled}
 * @param doors the doors behind which it was counted so
 * @param batch the batch size asked for
 * @param webhooks how many there were
 * @param batches in how many batches they were processed
 * @param callsBeforeAnswer the most calls of AWS for one webhook before it was answered
 * @param calls requests to AWS by operation, such as {@code Sqs SendMessage}
 * @param units billed units, without those of the ingress and of the functions' time
 */
public record Measurement(
        String design,
        List<Door> doors,
        int batch,
        int webhooks,
        int batches,
        int callsBeforeAnswer,
        Map<String, Long> calls,
        Map<BilledItem, Double> units) {

    public Measurement {
        doors = List.copyOf(doors);
        calls = Map.copyOf(calls);
        units = Map.copyOf(units);
    }

    /** Returns how often an operation was called. */
    public long calls(String operation) {
        return calls.getOrDefault(operation, 0L);
    }

    /** Returns how many units of something are billed. */
    public double units(BilledItem item) {
        return units.getOrDefault(item, 0.0);
    }

    /** Returns how much there is of everything for a million webhooks behind a door. */
    public Map<BilledItem, Double> perMillion(Door door, Assumptions assumptions) {
        double factor = 1e6 / webhooks;
        Map<BilledItem, Double> all = new EnumMap<>(BilledItem.class);
        units.forEach((item, count) -> all.put(item, count * factor));
        BilledItem request = door.request();
        if (request != null) {
            all.put(request, 1e6);
        }
        double invocations = (webhooks + batches) * factor;
        all.put(BilledItem.LAMBDA_REQUEST, invocations);
        all.put(BilledItem.LAMBDA_GB_SECOND, assumptions.gigabyteSeconds(1e6, batches * factor));
        all.merge(BilledItem.LOG_GB, invocations * Assumptions.PLATFORM_LOG_BYTES / 1e9, Double::sum);
        all.put(BilledItem.TRACE, 1e6 * Assumptions.TRACED);
        return all;
    }
}
