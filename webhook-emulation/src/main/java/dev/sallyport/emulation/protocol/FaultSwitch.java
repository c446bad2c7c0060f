package dev.sallyport.emulation.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Makes a stand-in refuse its next requests, for tests of those who call it. Safe for any number of threads. */
public final class FaultSwitch {

    private static final int THROTTLED = 400;
    private static final int BROKEN = 500;

    private final Deque<ServiceException> next = new ArrayDeque<>();

    /** Refuses the next requests as too many; SDKs repeat such. */
    public void throttle(int requests) {
        refuse(requests, THROTTLED, "ThrottlingException");
    }

    /** Fails the next requests inside the service; SDKs repeat such, too. */
    public void fail(int requests) {
        refuse(requests, BROKEN, "InternalException");
    }

    /** Lets every request pass again. */
    public synchronized void clear() {
        next.clear();
    }

    private synchronized void refuse(int requests, int status, String code) {
        for (int i = 0; i < requests; i++) {
            next.add(new ServiceException(status, code, "switched on by whoever runs the stand-in"));
        }
    }

    synchronized @Nullable ServiceException take() {
        return next.poll();
    }
}
