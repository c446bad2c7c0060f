package dev.sallyport.local.transfer;

/** An engine whose state can be exported and imported. */
public interface TransferEngine {

    /**
     * Opens the engine's state.
     *
     * @throws TransferException if it cannot be used; the message is one line for the operator
     */
    Opened open(TransferUse use);

    /** State that is open. */
    interface Opened extends AutoCloseable {

        /** Returns its parts. */
        TransferParts parts();

        /**
         * Returns a text that names this state and no other, not even one that stood in the same place before: what an
         * import notes under it holds for this state alone.
         */
        String identity();

        @Override
        void close();
    }
}
