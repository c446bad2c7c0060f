package dev.sallyport.hosting.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.payload.JsonDocument;
import dev.sallyport.core.port.out.EventFilter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/**
 * Matches with Event Ruler, the matcher of EventBridge. Compiled patterns are kept, the least recently used going
 * first. Safe for any number of threads.
 */
public final class RulerEventFilter implements EventFilter {

    private static final int MOST_COMPILED = 1_000;
    private static final String RULE = "rule";

    private final Map<String, Machine> compiled = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Machine> eldest) {
            return size() > MOST_COMPILED;
        }
    };

    @Override
    public @Nullable String problemWith(String pattern) {
        if (pattern.length() > PatternSubset.LONGEST) {
            return "the pattern is longer than " + PatternSubset.LONGEST + " characters";
        }
        // Its own reader bounds how deeply a text may nest; the matcher's does not.
        Map<String, Object> read = JsonDocument.readObject(RawPayload.adopt(pattern.getBytes(UTF_8)));
        if (read == null) {
            return "the pattern is not a well-formed JSON object";
        }
        String problem = PatternSubset.problemWith(read);
        return problem == null ? withoutPlace(JsonRuleCompiler.check(pattern)) : problem;
    }

    /** The matcher's sentences end in the place where it stopped reading, in terms of its parser. */
    private static @Nullable String withoutPlace(@Nullable String sentence) {
        if (sentence == null) {
            return null;
        }
        int place = sentence.indexOf("\n at [");
        return place < 0 ? sentence : sentence.substring(0, place);
    }

    @Override
    public boolean matches(String pattern, RawPayload body) {
        if (JsonDocument.readObject(body) == null) {
            return false;
        }
        try {
            return !machine(pattern)
                    .rulesForJSONEvent(new String(body.toByteArray(), UTF_8))
                    .isEmpty();
        } catch (Exception e) {
            // Declared as widely by the matcher; what is left are bodies that its parser reads more strictly.
            return false;
        }
    }

    private Machine machine(String pattern) throws IOException {
        synchronized (compiled) {
            Machine known = compiled.get(pattern);
            if (known != null) {
                return known;
            }
        }
        Machine made = Machine.builder().build();
        made.addRule(RULE, pattern);
        synchronized (compiled) {
            compiled.put(pattern, made);
        }
        return made;
    }
}
