package dev.sallyport.core.delivery.endpoint;

import java.time.Instant;

/** Whether deliveries are made to an endpoint. */
public sealed interface EndpointState {

    /** They are. */
    record Enabled() implements EndpointState {}

    /**
     * They are not: those that come up end as disabled, to be requeued if the tenant wishes.
     *
     * @param reason why
     * @param since from when
     */
    record Disabled(DisabledReason reason, Instant since) implements EndpointState {}

    /** Why an endpoint is disabled. */
    enum DisabledReason {
        /** The tenant, or an operator, disabled it. */
        BY_REQUEST("disabled-by-request"),
        /** It answered 410. */
        GONE("endpoint-gone"),
        /** It used up its failure budget. */
        FAILING("endpoint-failing");

        private final String code;

        DisabledReason(String code) {
            this.code = code;
        }

        /** Returns the stable word for answers, metrics and logs, and for the deliveries that end by it. */
        public String code() {
            return code;
        }
    }
}
