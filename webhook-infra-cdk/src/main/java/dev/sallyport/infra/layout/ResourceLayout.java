package dev.sallyport.infra.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The resources as the adapters need them. The adapters' own description is copied into this module when it is built, so
 * that what is deployed is what the code was tested against.
 *
 * @param table the one table
 * @param queues all queues, each after its dead-letter queue
 * @param bucket the archive
 * @param rules who is told of what is published
 */
public record ResourceLayout(TableLayout table, List<QueueLayout> queues, BucketLayout bucket, List<RuleLayout> rules) {

    private static final String FILE = "resources.json";

    public ResourceLayout {
        queues = List.copyOf(queues);
        rules = List.copyOf(rules);
    }

    /** Returns the description that this module was built with. */
    public static ResourceLayout builtIn() {
        try (InputStream in = ResourceLayout.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("this module was built without " + FILE);
            }
            return parse(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of this module can be read", e);
        }
    }

    /** JSON is YAML, and a parser of that is here anyway. */
    static ResourceLayout parse(String json) {
        LoadSettings settings = LoadSettings.builder().setLabel(FILE).build();
        Fields root = Fields.of(new Load(settings).loadFromString(json));
        return new ResourceLayout(
                table(root.fields("table")),
                root.list("queues").stream().map(ResourceLayout::queue).toList(),
                new BucketLayout(root.fields("bucket").list("expirations").stream()
                        .map(ResourceLayout::expiration)
                        .toList()),
                root.fields("bus").list("rules").stream()
                        .map(ResourceLayout::rule)
                        .toList());
    }

    private static TableLayout table(Fields fields) {
        return new TableLayout(
                fields.text("partitionKey"),
                fields.find("sortKey"),
                fields.text("timeToLive"),
                fields.list("indexes").stream()
                        .map(index -> new IndexLayout(
                                index.text("name"),
                                index.text("partitionKey"),
                                index.find("sortKey"),
                                index.texts("projected")))
                        .toList());
    }

    private static QueueLayout queue(Fields fields) {
        Fields attributes = fields.fields("attributes");
        Fields deadLetters = fields.has("deadLetters") ? fields.fields("deadLetters") : null;
        return new QueueLayout(
                fields.text("name"),
                attributes.texts(),
                deadLetters == null ? null : deadLetters.text("queue"),
                deadLetters == null ? 0 : deadLetters.number("afterReceives"));
    }

    private static Expiration expiration(Fields fields) {
        return new Expiration(fields.text("name"), fields.text("prefix"), fields.number("afterDays"));
    }

    private static RuleLayout rule(Fields fields) {
        Fields pattern = fields.fields("pattern");
        return new RuleLayout(
                fields.text("name"), pattern.texts("source"), pattern.texts("detail-type"), fields.text("target"));
    }

    /** Returns a queue by the name that the description gives it. */
    public QueueLayout queue(String name) {
        return queues.stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(FILE + " describes no queue " + name));
    }

    /**
     * The table; all keys are strings.
     *
     * @param sortKey null if it has none
     * @param timeToLive the attribute that holds when an item may be deleted
     */
    public record TableLayout(
            String partitionKey, @Nullable String sortKey, String timeToLive, List<IndexLayout> indexes) {

        public TableLayout {
            indexes = List.copyOf(indexes);
        }
    }

    /**
     * A global secondary index.
     *
     * @param sortKey null if it has none
     * @param projected attributes that it holds beside the keys
     */
    public record IndexLayout(
            String name, String partitionKey, @Nullable String sortKey, List<String> projected) {

        public IndexLayout {
            projected = List.copyOf(projected);
        }
    }

    /**
     * A queue.
     *
     * @param attributes by the names that SQS gives them
     * @param deadLetters the queue that takes what was received too often; null if there is none
     * @param afterReceives how often that is
     */
    public record QueueLayout(
            String name,
            Map<String, String> attributes,
            @Nullable String deadLetters,
            int afterReceives) {

        public QueueLayout {
            attributes = Map.copyOf(attributes);
        }
    }

    /** The archive's bucket. */
    public record BucketLayout(List<Expiration> expirations) {

        public BucketLayout {
            expirations = List.copyOf(expirations);
        }
    }

    /** Objects that are deleted at an age, for whatever a provider's policy says. */
    public record Expiration(String name, String prefix, int afterDays) {}

    /**
     * A rule of the bus.
     *
     * @param sources the systems that publish, any of them
     * @param detailTypes the kinds of events, any of them
     * @param target the simple name of the handler that it invokes
     */
    public record RuleLayout(String name, List<String> sources, List<String> detailTypes, String target) {

        public RuleLayout {
            sources = List.copyOf(sources);
            detailTypes = List.copyOf(detailTypes);
        }
    }
}
