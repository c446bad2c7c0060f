package dev.sallyport.infra.function;

/** The environment variables that functions read. */
public enum Setting {
    /** The table's name. */
    TABLE("SALLYPORT_TABLE"),
    /** The name of the archive's bucket. */
    BUCKET("SALLYPORT_BUCKET"),
    /** The URL of the processing queue. */
    QUEUE("SALLYPORT_QUEUE_URL"),
    /** The URL of the queue of webhooks that were received too often, for the function that marks them. */
    DEAD_LETTER_QUEUE("SALLYPORT_DEAD_LETTER_QUEUE_URL"),
    /** The URL of the queue of deliveries that were received too often, for the function that puts them back. */
    DELIVERY_DEAD_LETTER_QUEUE("SALLYPORT_DEAD_LETTER_QUEUE_URL"),
    /** The URL of the queue of deliveries. */
    DELIVERY_QUEUE("SALLYPORT_DELIVERY_QUEUE_URL"),
    /** The bus's name. */
    BUS("SALLYPORT_BUS"),
    /** The name of the secret that holds the keys which seal endpoints' secrets. */
    MASTER_KEY("SALLYPORT_MASTER_KEY"),
    /** The path of the configuration. */
    CONFIG("SALLYPORT_CONFIG"),
    /** The environment suffix, a dimension of metrics. */
    ENVIRONMENT("SALLYPORT_ENVIRONMENT");

    private final String variable;

    Setting(String variable) {
        this.variable = variable;
    }

    /** Returns the variable's name. */
    public String variable() {
        return variable;
    }
}
