package dev.sallyport.local.engine;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** A gateway that an engine started. Safe for any number of threads. */
public interface RunningGateway {

    /** Returns where it listens. */
    InetSocketAddress address();

    /** Returns where its parts are, by what they are, in the order to show them: addresses and names, no secrets. */
    Map<String, String> parts();

    /** Returns lines that tell how to look at the parts with other tools; none if there is nothing to tell. */
    List<String> hints();

    /** Lets requests and batches under way finish, and stops all that was started; a second time it does nothing. */
    void stop();
}
