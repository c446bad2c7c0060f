package dev.sallyport.local.demo;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.local.client.GatewayClient;
import dev.sallyport.local.client.GatewayClient.Listing;
import dev.sallyport.local.demo.OrderCheck.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads everything back from a gateway and holds it against what was sent. For one thread. */
final class DemoCheck {

    private final GatewayClient gateway;
    private final List<Sent> sent;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Sent> accepted = new LinkedHashMap<>();
    private int duplicates;
    private int rejected;

    DemoCheck(GatewayClient gateway, List<Sent> sent) {
        this.gateway = gateway;
        this.sent = sent;
    }

    /** Checks, once everything is terminal. */
    DemoReport run(Duration took) {
        readAnswers();
        Map<String, List<String>> publishedByKey = readPublished();
        List<String> published =
                publishedByKey.values().stream().flatMap(List::stream).toList();
        int processed = 0;
        int archiveMismatches = 0;
        for (Map.Entry<String, Sent> entry : accepted.entrySet()) {
            if (isProcessed(entry.getKey(), published)) {
                processed++;
            }
            RawPayload archived = gateway.payload(entry.getKey());
            if (archived == null || !entry.getValue().body().equals(archived)) {
                archiveMismatches++;
                problems.add(entry.getKey() + ": the archive holds other bytes than were sent");
            }
        }
        readRecords();
        int outOfOrder = publishedByKey.values().stream()
                .mapToInt(ids -> OrderCheck.inversions(intervalsOf(ids)))
                .sum();
        if (outOfOrder > 0) {
            problems.add(outOfOrder + " published before a webhook that had been accepted earlier");
        }
        return new DemoReport(
                sent.size(),
                accepted.size(),
                duplicates,
                rejected,
                processed,
                accepted.size() - processed,
                outOfOrder,
                archiveMismatches,
                took,
                problems);
    }

    private void readAnswers() {
        for (Sent one : sent) {
            String id = one.answer().webhookId();
            boolean tampered = one.kind() == DemoPlan.Kind.TAMPERED;
            if (tampered && one.answer().status() != 401) {
                problems.add(one.provider() + ": a tampered webhook was answered "
                        + one.answer().status());
            }
            if (!one.answer().accepted() || id == null) {
                rejected++;
                if (!tampered) {
                    problems.add(one.provider() + ": an honest webhook was answered "
                            + one.answer().status());
                }
            } else if (one.answer().duplicate()) {
                duplicates++;
            } else if (accepted.put(id, one) != null) {
                problems.add(id + ": accepted as new twice");
            }
        }
    }

    /** Returns the ids published, in publish order, by ordering key. */
    private Map<String, List<String>> readPublished() {
        Map<String, List<String>> byKey = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        gateway.published(0, entry -> {
            String id = String.valueOf(entry.get("webhook_id"));
            byKey.computeIfAbsent(String.valueOf(entry.get("ordering_key")), key -> new ArrayList<>())
                    .add(id);
            times.merge(id, 1, Integer::sum);
            if (!accepted.containsKey(id)) {
                problems.add(id + ": published, and never accepted");
            }
        });
        times.forEach((id, count) -> {
            if (count > 1) {
                problems.add(id + ": published " + count + " times");
            }
        });
        return byKey;
    }

    private boolean isProcessed(String id, List<String> published) {
        Map<String, Object> record = gateway.find(id);
        String status = record == null ? "not recorded" : String.valueOf(record.get("status"));
        if (!published.contains(id)) {
            problems.add(id + ": accepted, and never published; its status is " + status);
            return false;
        }
        if (!status.equals("PROCESSED")) {
            problems.add(id + ": published, and its status is " + status);
            return false;
        }
        return true;
    }

    /** What was refused must have left no trace: every record is of something accepted. */
    private void readRecords() {
        @Nullable String cursor = null;
        do {
            Listing page = gateway.list("limit", "1000", "cursor", cursor);
            for (Map<String, Object> record : page.webhooks()) {
                String id = String.valueOf(record.get("webhook_id"));
                if (!accepted.containsKey(id)) {
                    problems.add(id + ": recorded, and never accepted");
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null);
    }

    private List<Interval> intervalsOf(List<String> ids) {
        List<Interval> intervals = new ArrayList<>(ids.size());
        for (String id : ids) {
            Sent one = accepted.get(id);
            if (one != null) {
                intervals.add(new Interval(one.began(), one.ended()));
            }
        }
        return intervals;
    }
}
