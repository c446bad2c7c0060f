package dev.sallyport.infra.observe;

import dev.sallyport.infra.settings.PropsStyle;
import java.util.List;
import org.immutables.value.Value;
import software.amazon.awscdk.Duration;

/** When people are called, and whom. */
@PropsStyle
@Value.Immutable
public interface AlarmSettings {

    /** Returns a builder of settings, all with defaults. */
    static Builder builder() {
        return new Builder();
    }

    /** Returns whether alarms are published to a topic; default not, they are only to be seen. */
    @Value.Default
    default boolean topic() {
        return !emails().isEmpty();
    }

    /** Returns addresses that the topic writes to, once each has confirmed it; any makes a topic. */
    List<String> emails();

    /** Returns which share of a function's invocations may fail, in percent of five minutes; default 1. */
    @Value.Default
    default double errorPercent() {
        return 1;
    }

    /** Returns which share of requests the API may answer with 5xx, in percent of five minutes; default 1. */
    @Value.Default
    default double serverErrorPercent() {
        return 1;
    }

    /** Returns how old a message may become in a queue; default 5 minutes. */
    @Value.Default
    default Duration oldestMessage() {
        return Duration.minutes(5);
    }

    /** Returns how many messages may wait in a queue; default 10,000. */
    @Value.Default
    default int deepestQueue() {
        return 10_000;
    }

    /** Builds settings. */
    final class Builder extends ImmutableAlarmSettings.Builder {
        Builder() {}
    }
}
