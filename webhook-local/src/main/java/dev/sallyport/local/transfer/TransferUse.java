package dev.sallyport.local.transfer;

/** What an engine's state is opened for. */
public enum TransferUse {
    /** To be read. */
    EXPORT,
    /** To be filled. */
    IMPORT
}
