package dev.sallyport.hosting.config;

import dev.sallyport.core.delivery.EventTypePattern;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.List;

/** Reads lists of event types. */
public final class EventTypesReader {

    private EventTypesReader() {}

    /** Returns the patterns of a list; none if it is not there. */
    public static List<EventTypePattern> read(Section section, String name) {
        List<EventTypePattern> patterns = new ArrayList<>();
        for (Scalar text : section.scalars(name, "[ \"invoice.*\" ]")) {
            if (EventTypePattern.isWellFormed(text.text())) {
                patterns.add(new EventTypePattern(text.text()));
            } else {
                section.problems()
                        .add(text.at(), "an event type has 1 to 256 characters, '*' standing for any: invoice.*");
            }
        }
        return patterns;
    }
}
