package dev.sallyport.infra.function;

/** What functions can be allowed to use. */
public enum Resource {
    TABLE,
    TABLE_INDEXES,
    /** All objects of the archive's bucket: webhooks' bodies begin with the names of their providers. */
    ARCHIVE,
    /** Objects of the archive's bucket that are bundles of webhooks. */
    BUNDLES,
    /** Objects of the archive's bucket that are records of dead webhooks. */
    DEAD_LETTERS,
    /** Objects of the archive's bucket that are bodies of tenants' events. */
    EVENT_BODIES,
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
