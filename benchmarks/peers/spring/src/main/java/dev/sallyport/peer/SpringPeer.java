package dev.sallyport.peer;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * A receiver as one would write it with Spring Boot: Stripe's own verification, JDBC on SQLite with synchronous=FULL,
 * one transaction for each request. Before its 202 the payload, a record and a queue entry are durable. It finds
 * duplicates; it publishes nothing. Started with {@code --secret=… --spring.datasource.url=jdbc:sqlite:…}.
 */
@SpringBootApplication
@RestController
public class SpringPeer {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final String secret;
    private final AtomicLong commits = new AtomicLong();

    SpringPeer(JdbcTemplate jdbc, TransactionTemplate transactions, @Value("${secret}") String secret) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.secret = secret;
        jdbc.execute("PRAGMA page_size = 8192");
        jdbc.execute("PRAGMA journal_mode = WAL");
        jdbc.execute("""
                CREATE TABLE webhooks (
                  seq INTEGER PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, status INTEGER NOT NULL,
                  received_at INTEGER NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL) STRICT""");
        jdbc.execute("CREATE INDEX webhooks_by_status ON webhooks (status, received_at)");
        jdbc.execute("CREATE TABLE queue (seq INTEGER PRIMARY KEY, ordering_key TEXT NOT NULL) STRICT");
    }

    public static void main(String[] arguments) {
        SpringApplication.run(SpringPeer.class, arguments);
    }

    @EventListener
    void announce(WebServerInitializedEvent started) {
        System.out.println("{\"port\":" + started.getWebServer().getPort() + "}");
    }

    @PostMapping("/webhooks/stripe")
    ResponseEntity<Map<String, Object>> receive(
            @RequestBody byte[] body,
            @RequestHeader("Stripe-Signature") String signature,
            @RequestHeader Map<String, String> headers) {
        Event event;
        try {
            event = Webhook.constructEvent(new String(body, StandardCharsets.UTF_8), signature, secret);
        } catch (SignatureVerificationException e) {
            return ResponseEntity.status(401).body(Map.of("error", "invalid-signature"));
        }
        boolean duplicate = Boolean.TRUE.equals(transactions.execute(status -> keep(event, headers, body)));
        commits.incrementAndGet();
        return ResponseEntity.accepted()
                .body(Map.of("message", "accepted", "webhook_id", event.getId(), "duplicate", duplicate));
    }

    private boolean keep(Event event, Map<String, String> headers, byte[] body) {
        int inserted = jdbc.update(
                "INSERT INTO webhooks (event_id, type, status, received_at, headers, body) VALUES (?, ?, 0, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                event.getId(),
                event.getType(),
                System.currentTimeMillis(),
                headers.toString(),
                body);
        if (inserted == 1) {
            jdbc.update("INSERT INTO queue (seq, ordering_key) VALUES (last_insert_rowid(), 'stripe')");
        }
        return inserted == 0;
    }

    @GetMapping("/metrics")
    String metrics() {
        return "sallyport_store_commits_total " + commits + "\nsallyport_queue_depth 0\n";
    }
}
