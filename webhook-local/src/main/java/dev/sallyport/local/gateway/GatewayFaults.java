package dev.sallyport.local.gateway;

/** Is told of faults of the program, which cost the one request or batch they arose in and nothing else. */
@FunctionalInterface
public interface GatewayFaults {

    /**
     * Tells of a fault.
     *
     * @param during what was being done, without payload or secret
     * @param fault its message may quote what was being worked on: whoever logs it MUST leave messages out
     */
    void arose(String during, Throwable fault);
}
