package dev.sallyport.local.transfer;

/** An engine whose state can be exported and imported. */
public interface TransferEngine {

    /**
     * Opens the engine's state.
     *
     * @throws TransferException if it cannot be used; the message is one line for the operator
     */
    Opened open();

    /** State that is open. */
    interface Opened extends AutoCloseable {

        /** Returns its parts. */
        TransferParts parts();

        /** Returns a text that names this state and no other, such as the path of a directory. */
        String description();

        @Override
        void close();
    }
}
