package dev.sallyport.testkit.simulator;

/** Unwinds what a process was doing when it died. An error, so that no use case mistakes it for a failure of a port. */
final class ProcessDied extends Error {

    private static final long serialVersionUID = 1;

    ProcessDied() {
        super("the process died", null, false, false);
    }
}
