package dev.sallyport.core.port.out;

import dev.sallyport.core.event.PublishedEvent;
import java.util.List;

/** Tells the event bus what was processed. Publishing is at least once; every repetition has the same webhook id. */
public interface EventPublisher {

    /**
     * Publishes events. Those of one ordering key are published in the order given, and none of a key is published after
     * one of that key was refused: an adapter whose service takes batches without such an order MUST send no two events
     * of a key in one batch.
     *
     * @return what became of each event, in the order given
     * @throws PortUnavailableException if none was published
     * @throws OutcomeUnknownException if any may have been published
     */
    List<PublishOutcome> publish(List<PublishedEvent> events);

    /** What became of an event to publish. */
    sealed interface PublishOutcome {

        /** The bus has it. */
        record Published() implements PublishOutcome {}

        /**
         * The bus did not take it.
         *
         * @param code a stable code, in lower case with hyphens
         */
        record Refused(String code) implements PublishOutcome {}

        /** It was not tried, because an earlier event of its key was refused. */
        record HeldBack() implements PublishOutcome {}
    }
}
