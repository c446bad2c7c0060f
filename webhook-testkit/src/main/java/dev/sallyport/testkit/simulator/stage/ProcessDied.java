package dev.sallyport.testkit.simulator.stage;

/** Unwinds what a process was doing when it died. An error, so that no use case mistakes it for a failure of a port. */
public final class ProcessDied extends Error {

    private static final long serialVersionUID = 1;

    ProcessDied() {
        super("the process died", null, false, false);
    }
}
