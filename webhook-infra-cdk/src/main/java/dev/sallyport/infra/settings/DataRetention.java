package dev.sallyport.infra.settings;

import software.amazon.awscdk.RemovalPolicy;

/** What becomes of records, bodies, keys and secrets when the stack is deleted. */
public enum DataRetention {
    /** Everything goes with the stack, objects of buckets included. */
    DELETE(RemovalPolicy.DESTROY),
    /** The table, the archive, the secrets and the key stay, and the table is protected against deletion. */
    RETAIN(RemovalPolicy.RETAIN);

    private final RemovalPolicy removalPolicy;

    DataRetention(RemovalPolicy removalPolicy) {
        this.removalPolicy = removalPolicy;
    }

    /** Returns CloudFormation's word for it. */
    public RemovalPolicy removalPolicy() {
        return removalPolicy;
    }

    /** Tells whether data goes with the stack. */
    public boolean deletes() {
        return this == DELETE;
    }
}
