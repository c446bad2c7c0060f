package dev.sallyport.local.emulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.local.emulated.record.CallRecording;
import dev.sallyport.local.emulated.record.IssuedAction;
import dev.sallyport.local.emulated.record.RecordedCall;
import dev.sallyport.local.engine.EngineOrder;
import dev.sallyport.local.engine.EngineOrder.Ingress;
import dev.sallyport.local.engine.Engines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves the record of what functions issue, {@code issued-actions.json}, which the CDK's module holds its roles against:
 * a full run issues what stands there and nothing else.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client has native libraries for Linux only")
class IssuedActionsIT {

    private static final String RECORD = "/dev/sallyport/infra/issued-actions.json";

    /** What was begun last may still be under way in functions that nobody waits for. */
    private static final Duration TO_SETTLE = Duration.ofSeconds(30);

    private final RememberingListener listener = new RememberingListener();

    @TempDir
    private Path directory;

    @Test
    void shouldBeThoseOfTheRecord() throws Exception {
        Path config = directory.resolve("sallyport.yaml");
        Files.writeString(config, FullRun.CONFIGURATION);
        CallRecording recording = CallRecording.in(directory.resolve("calls"));
        EngineOrder order = new EngineOrder(
                config,
                0,
                Map.of("SALLYPORT_RECORD_CALLS", directory.resolve("calls").toString()),
                Ingress.REST,
                null,
                null,
                listener);
        String expected = expected();
        EmulatedGateway gateway = (EmulatedGateway)
                Objects.requireNonNull(Engines.find("aws-emulated")).start(order);
        try (FullRun run = new FullRun(gateway, config)) {
            run.run();
            Stack.Names names = gateway.inside().stack().names();
            Instant deadline = Instant.now().plus(TO_SETTLE);
            while (!issued(recording, names).equals(expected) && Instant.now().isBefore(deadline)) {
                FullRun.pause();
            }
            String issued = issued(recording, names);
            Path found = Path.of("target", "issued-actions.json");
            Files.writeString(found, issued);
            assertThat(issued)
                    .as(
                            "what the functions issued, written to %s: if it is what they should, review it and put it in"
                                    + " the place of %s in webhook-infra-cdk/src/test/resources",
                            found, RECORD)
                    .isEqualTo(expected);
        } catch (Throwable e) {
            Files.write(Path.of("target", "issued-actions.log"), listener.lines());
            throw e;
        } finally {
            gateway.stop();
        }
    }

    private static String expected() throws IOException {
        try (InputStream in = Objects.requireNonNull(IssuedActionsIT.class.getResourceAsStream(RECORD), RECORD)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Returns everything issued, by function and by what it was issued on, in a text that is easy to compare. */
    private static String issued(CallRecording recording, Stack.Names names) {
        Map<String, Map<String, Set<String>>> issued = new TreeMap<>();
        for (RecordedCall call : recording.calls()) {
            String function = call.function()
                    .substring("webhook-".length(), call.function().length() - "-local".length());
            Map<String, Set<String>> ofFunction = issued.computeIfAbsent(function, any -> new TreeMap<>());
            for (IssuedAction action : call.actions()) {
                ofFunction
                        .computeIfAbsent(resourceOf(action, names), any -> new TreeSet<>())
                        .add(action.action());
            }
        }
        return write(issued);
    }

    /** Returns the CDK module's name of a resource. */
    private static String resourceOf(IssuedAction action, Stack.Names names) {
        return switch (action.kind()) {
            case TABLE -> "table";
            case INDEX -> "table-indexes";
            case BUCKET -> "archive-bucket";
            case OBJECT -> objectOf(action.name().substring(names.bucket().length() + 1));
            case QUEUE -> queueOf(action.name(), names);
            case BUS -> "bus";
            case SECRET -> action.name().equals(DescribedStack.MASTER_KEY) ? "master-key" : "provider-secrets";
            case UNKNOWN -> action.name();
        };
    }

    private static String objectOf(String key) {
        return switch (key.substring(0, key.indexOf('/'))) {
            case "bundles" -> "bundles";
            case "dead-letters" -> "dead-letters";
            case "events" -> "event-bodies";
            default -> "archive";
        };
    }

    private static String queueOf(String name, Stack.Names names) {
        String queue = names.queueUrls().entrySet().stream()
                .filter(entry -> entry.getValue().endsWith('/' + name))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining());
        return queue.endsWith("dead-letters") ? queue : queue + "-queue";
    }

    private static String write(Map<String, Map<String, Set<String>>> issued) {
        StringBuilder json = new StringBuilder("{\n");
        for (Iterator<String> functions = issued.keySet().iterator(); functions.hasNext(); ) {
            String function = functions.next();
            json.append("  \"").append(function).append("\": {\n");
            Map<String, Set<String>> resources = issued.getOrDefault(function, Map.of());
            json.append(resources.entrySet().stream()
                    .map(entry -> "    \"" + entry.getKey() + "\": ["
                            + entry.getValue().stream()
                                    .map(text -> '"' + text + '"')
                                    .collect(Collectors.joining(", "))
                            + ']')
                    .collect(Collectors.joining(",\n")));
            json.append("\n  }").append(functions.hasNext() ? ",\n" : "\n");
        }
        return json.append("}\n").toString();
    }
}
