package dev.sallyport.local.transfer;

/** An engine that the class path may hold, found as a service ({@link java.util.ServiceLoader}). */
public interface TransferEngineSource {

    /** Returns the name that {@code --engine} takes. */
    String name();

    /**
     * Means a state; nothing is called yet.
     *
     * @throws TransferException if the order contradicts itself, or names what cannot be read
     */
    TransferEngine of(TransferOrder order);
}
