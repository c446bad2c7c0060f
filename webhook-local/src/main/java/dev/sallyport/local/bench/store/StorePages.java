package dev.sallyport.local.bench.store;

import dev.sallyport.core.event.WebhookRecord;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at every page of a gateway that operators have, many times and at random places. For one thread. */
final class StorePages {

    private static final int TIMES = 200;
    private static final int UNMEASURED = 100;
    private static final Pattern CURSOR = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");

    private final HttpClient client;
    private final InetSocketAddress gateway;
    private final List<WebhookRecord> samples;
    private final long published;
    private final Random random = new Random(7);
    private final List<QueryTiming> timings = new ArrayList<>();

    /**
     * Prepares to look.
     *
     * @param samples webhooks at random places
     * @param published how many publications there are at least
     */
    StorePages(HttpClient client, InetSocketAddress gateway, List<WebhookRecord> samples, long published) {
        this.client = client;
        this.gateway = gateway;
        this.samples = List.copyOf(samples);
        this.published = published;
    }

    List<QueryTiming> measure() throws IOException, InterruptedException {
        String list = "/internal/webhooks?limit=50";
        measure("/health", i -> "/health");
        measure("/metrics", i -> "/metrics");
        measure(list, i -> list);
        measure(list + "&from=", i -> list + "&from=" + sample(i).receivedAt());
        measure(
                list + "&provider=&to=",
                i -> list + "&provider=" + sample(i).provider() + "&to="
                        + sample(i).receivedAt());
        for (String status : List.of("RECEIVED", "FAILED", "PROCESSED", "DEAD")) {
            String page = list + "&status=" + status;
            measure(page, i -> page);
        }
        measure(list + "&status=DEAD&reason=", i -> list + "&status=DEAD&reason=handler-failed");
        String before = list + "&to=" + Instant.now();
        String cursor = cursorOf(before);
        measure(list + "&cursor=", i -> before + "&cursor=" + cursor);
        measure(
                "/internal/webhooks/{id}",
                i -> "/internal/webhooks/" + sample(i).id());
        measure(
                "/internal/webhooks/{id}/payload",
                i -> "/internal/webhooks/" + sample(i).id() + "/payload");
        measure("/internal/published?after=", i -> "/internal/published?after=" + random.nextLong(published));
        measure("/internal/runs", i -> "/internal/runs");
        measure("/internal/deliveries", i -> "/internal/deliveries");
        measure("/internal/tenants", i -> "/internal/tenants");
        return timings;
    }

    private interface Page {
        String at(int time);
    }

    private WebhookRecord sample(int time) {
        return samples.get(time % samples.size());
    }

    private void measure(String name, Page page) throws IOException, InterruptedException {
        for (int i = 0; i < UNMEASURED; i++) {
            get(page.at(i));
        }
        timings.add(Timer.time(name, TIMES, i -> {
            try {
                return get(page.at(i));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }));
    }

    private String cursorOf(String page) throws IOException, InterruptedException {
        Matcher cursor = CURSOR.matcher(get(page));
        if (!cursor.find()) {
            throw new IOException("the gateway lists a single page at " + page);
        }
        return cursor.group(1);
    }

    private String get(String page) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + gateway.getPort() + page);
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new IOException("the gateway answered " + answer.statusCode() + " to GET " + page);
        }
        return answer.body();
    }
}
