package dev.sallyport.aws.dynamodb.delivery;

import dev.sallyport.aws.LargeBodies;
import dev.sallyport.aws.dynamodb.DynamoDbEmulator;
import dev.sallyport.core.delivery.RetentionPolicy;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.testkit.memory.ManualClock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A store with a table, a clock and large bodies of its own. */
final class Deployed {

    final ManualClock clock = new ManualClock();
    final String table = DynamoDbEmulator.newTable();
    final Map<String, RawPayload> bodies = new HashMap<>();
    private final AtomicInteger nonces = new AtomicInteger();

    DeliveryStore store() {
        return store(DynamoDbEmulator.client());
    }

    DeliveryStore store(DynamoDbClient client) {
        return new DynamoDbDeliveryStore(
                client,
                table,
                new InMemoryBodies(),
                RetentionPolicy.DEFAULT,
                clock,
                () -> "n" + nonces.incrementAndGet());
    }

    private final class InMemoryBodies implements LargeBodies {

        @Override
        public synchronized void keep(String key, RawPayload body) {
            bodies.put(key, body);
        }

        @Override
        public synchronized @Nullable RawPayload find(String key) {
            return bodies.get(key);
        }
    }
}
