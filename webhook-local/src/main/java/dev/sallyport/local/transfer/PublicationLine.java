package dev.sallyport.local.transfer;

import dev.sallyport.core.format.PublishedEventJson;
import dev.sallyport.core.port.out.PublicationLog.Publication;
import java.io.IOException;

/** A publication as a line: <code>{"publication":{"sequence":1,"event":{…}}}</code>. */
final class PublicationLine {

    private static final String BEFORE_SEQUENCE = "{\"sequence\":";
    private static final String BEFORE_EVENT = ",\"event\":";

    private PublicationLine() {}

    static Line write(Publication publication) {
        return new Line(
                "publication",
                BEFORE_SEQUENCE
                        + publication.sequence()
                        + BEFORE_EVENT
                        + PublishedEventJson.write(publication.event())
                        + '}');
    }

    /**
     * Reads a line.
     *
     * @throws TransferException if it is no publication's
     */
    static Publication read(Line line) {
        String json = line.json();
        try {
            int end = json.indexOf(BEFORE_EVENT);
            return new Publication(
                    Long.parseLong(json.substring(BEFORE_SEQUENCE.length(), end)),
                    PublishedEventJson.read(json.substring(end + BEFORE_EVENT.length(), json.length() - 1)));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new TransferException("a publication in the export is damaged", e);
        }
    }
}
