package dev.sallyport.local.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/** Says in one line why an address cannot be listened on, and what to do. */
public final class PortUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private PortUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    static PortUnavailableException of(InetSocketAddress address, IOException cause) {
        if (address.isUnresolved()) {
            return new PortUnavailableException(
                    "host '" + address.getHostString() + "' is not an address of this machine", cause);
        }
        String place = "port " + address.getPort() + " of " + address.getHostString();
        String reason = String.valueOf(cause.getMessage());
        if (cause instanceof BindException && reason.contains("in use")) {
            return new PortUnavailableException(
                    place + " is in use by another process: stop that process or choose another port", cause);
        }
        if (reason.contains("Permission denied")) {
            return new PortUnavailableException(
                    place + " may not be used without privileges: choose a port from 1024 to 65535", cause);
        }
        return new PortUnavailableException(place + " cannot be listened on: " + reason, cause);
    }
}
