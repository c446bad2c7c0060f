package dev.sallyport.aws;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the adapters need of an account: one table, queues, one bucket and one bus, without the names under which they are
 * deployed. It is written down once, in {@value #FILE} beside this class; whatever makes resources, for an emulator or
 * for an account, makes them from there. Immutable and thread-safe.
 *
 * @param table the table
 * @param queues the queues, each after the one that takes its dead letters
 * @param bucket the bucket
 * @param bus the bus
 */
public record Resources(Table table, List<Queue> queues, Bucket bucket, Bus bus) {

    /** The description's file. */
    public static final String FILE = "resources.json";

    public Resources {
        queues = List.copyOf(queues);
    }

    /**
     * Reads the description that comes with the adapters.
     *
     * @throws IllegalStateException if it is missing or not such a description: the build is broken
     */
    public static Resources described() {
        return ResourcesReader.read();
    }

    /**
     * Returns the queue of a name.
     *
     * @throws IllegalArgumentException if none is described
     */
    public Queue queue(String name) {
        return queues.stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no queue is called '" + name + "'"));
    }

    /**
     * A table whose keys are strings.
     *
     * @param timeToLive the attribute that says when an item may be deleted, a number of seconds since 1970
     */
    public record Table(String partitionKey, String sortKey, String timeToLive, List<Index> indexes) {
        public Table {
            indexes = List.copyOf(indexes);
        }
    }

    /**
     * A global secondary index whose keys are strings.
     *
     * @param projected the attributes that it holds beside the keys; none for the keys alone
     */
    public record Index(String name, String partitionKey, String sortKey, List<String> projected) {
        public Index {
            projected = List.copyOf(projected);
        }
    }

    /**
     * A queue.
     *
     * @param attributes by their names in the service's interface, without the redrive policy
     * @param deadLetters where messages go that were received too often; null for a queue that keeps them
     */
    public record Queue(
            String name,
            Map<String, String> attributes,
            @Nullable DeadLetters deadLetters) {
        public Queue {
            attributes = Map.copyOf(attributes);
        }

        /** Tells whether it keeps the order within message groups; then the service wants its name to end in {@code .fifo}. */
        public boolean isFifo() {
            return Boolean.parseBoolean(attributes.get("FifoQueue"));
        }
    }

    /**
     * Where dead letters go.
     *
     * @param queue the name of another queue of the description
     * @param afterReceives how often a message is received before it goes there
     */
    public record DeadLetters(String queue, int afterReceives) {}

    /** A bucket, which deletes some of its objects by itself. */
    public record Bucket(List<Expiration> expirations) {
        public Bucket {
            expirations = List.copyOf(expirations);
        }
    }

    /**
     * When objects are deleted.
     *
     * @param name of the rule
     * @param prefix of their keys
     * @param afterDays how old they have become by then
     */
    public record Expiration(String name, String prefix, int afterDays) {}

    /** A bus and the rules by which its events go on. */
    public record Bus(List<Rule> rules) {
        public Bus {
            rules = List.copyOf(rules);
        }
    }

    /**
     * A rule.
     *
     * @param pattern which events, as EventBridge writes patterns
     * @param target the handler that takes them, by the simple name of its class
     */
    public record Rule(String name, String pattern, String target) {}
}
