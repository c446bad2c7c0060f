package dev.sallyport.local.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Nobody answered, or not as a gateway does. What was sent may have arrived. */
public final class GatewayUnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GatewayUnreachableException(URI target, String what, @Nullable Throwable cause) {
        super(target.getScheme() + "://" + target.getAuthority() + " " + what, cause);
    }
}
