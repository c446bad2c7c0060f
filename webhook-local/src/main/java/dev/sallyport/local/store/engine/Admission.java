package dev.sallyport.local.store.engine;

/** Which work is turned away first when there is too much of it. */
public enum Admission {
    /** Work that comes from outside, and will come again if it is refused. */
    NEW_WORK,
    /** Work that finishes what was let in before. */
    OWN_WORK
}
