/** What operators see of the gateway: Prometheus metrics and JSON logs, both fed by the core's telemetry port. */
@NullMarked
package dev.sallyport.local.telemetry;

import org.jspecify.annotations.NullMarked;
