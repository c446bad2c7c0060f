package dev.sallyport.local.emulated.record;

/**
 * An action as IAM knows it, on what it was issued.
 *
 * @param action such as {@code sqs:SendMessage}
 * @param kind such as {@code queue}
 * @param name of the resource: of an index {@code table/index}, of an object {@code bucket/key}
 */
public record IssuedAction(String action, Kind kind, String name) {

    /** What actions are issued on. */
    public enum Kind {
        TABLE,
        INDEX,
        BUCKET,
        OBJECT,
        QUEUE,
        BUS,
        SECRET,
        /** Something that is not known here, and so is not granted to anybody. */
        UNKNOWN
    }
}
