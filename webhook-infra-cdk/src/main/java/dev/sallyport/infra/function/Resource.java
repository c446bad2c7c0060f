package dev.sallyport.infra.function;

/** What functions can be allowed to use. */
public enum Resource {
    TABLE,
    TABLE_INDEXES,
    /** Objects of the archive's bucket. */
    ARCHIVE,
    /** The archive's bucket itself. */
    ARCHIVE_BUCKET,
    PROCESSING_QUEUE,
    PROCESSING_DEAD_LETTERS,
    DELIVERY_QUEUE,
    DELIVERY_DEAD_LETTERS,
    FAN_OUT_DEAD_LETTERS,
    BUS,
    PROVIDER_SECRETS,
    MASTER_KEY
}
