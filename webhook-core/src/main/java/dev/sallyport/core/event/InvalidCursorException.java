package dev.sallyport.core.event;

/** A cursor was not one that this store handed out; the caller should begin again without one. */
public final class InvalidCursorException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    public InvalidCursorException() {
        super("the cursor is not one of this listing; begin again without it");
    }
}
