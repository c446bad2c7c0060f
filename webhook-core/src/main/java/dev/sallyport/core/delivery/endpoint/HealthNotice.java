package dev.sallyport.core.delivery.endpoint;

import java.util.Locale;

/** What tenants are told about the health of an endpoint, each at most once in an episode of failure. */
public enum HealthNotice {
    /** So many attempts in a row have failed that deliveries wait for probes. */
    BREAKER_OPENED,
    /** Half of the failure budget is used up. */
    BUDGET_50,
    /** 70 percent of the failure budget is used up. */
    BUDGET_70,
    /** 90 percent of the failure budget is used up. */
    BUDGET_90,
    /** The whole failure budget is used up. */
    BUDGET_100,
    /** The endpoint was disabled, because the budget is used up or because it answered 410. */
    DISABLED,
    /** The endpoint took a delivery after something of the above had been told. */
    RECOVERED;

    /** Returns the stable word for events, metrics and logs: {@code budget-50}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
