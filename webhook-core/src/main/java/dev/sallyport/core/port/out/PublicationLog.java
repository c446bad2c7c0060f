package dev.sallyport.core.port.out;

import dev.sallyport.core.event.PublishedEvent;
import java.util.List;

/** Lists what was published, in publish order, so that anyone can check order and loss from outside. */
public interface PublicationLog {

    /**
     * Returns entries whose sequence is greater than one given, ascending.
     *
     * @param after 0 for the beginning
     * @param limit 1 to 1,000
     */
    List<Publication> after(long after, int limit);

    /**
     * One publication.
     *
     * @param sequence its place, from 1, ascending without repetition
     * @param event what was published
     */
    record Publication(long sequence, PublishedEvent event) {}
}
