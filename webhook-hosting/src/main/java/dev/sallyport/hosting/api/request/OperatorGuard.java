package dev.sallyport.hosting.api.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.port.out.PortException;
import dev.sallyport.hosting.config.SecretText;
import dev.sallyport.hosting.web.Problem;
import dev.sallyport.hosting.web.Request;
import dev.sallyport.hosting.web.Response;
import dev.sallyport.hosting.web.Route;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets operators through: by token where one is configured, and else from this machine only; or all that a door has let
 * through which knows them.
 *
 * <p>From this machine means: over loopback, not passed on by a proxy, and addressed by a name of this machine; a page
 * in a browser whose own name was made to point to 127.0.0.1 (DNS rebinding) is not an operator, nor is one from
 * elsewhere that has the browser post to this machine.
 */
public final class OperatorGuard {

    private static final List<String> SIGNS_OF_A_PROXY =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1])(:[0-9]{1,5})?");

    private final byte @Nullable [] token;
    private final boolean knownByTheDoor;

    private OperatorGuard(byte @Nullable [] token, boolean knownByTheDoor) {
        this.token = token;
        this.knownByTheDoor = knownByTheDoor;
    }

    /** Returns a guard that asks for a token; null to let requests from this machine through. */
    public static OperatorGuard of(@Nullable SecretText token) {
        return new OperatorGuard(token == null ? null : token.reveal().getBytes(UTF_8), false);
    }

    /** Returns a guard for hosts whose door lets through nobody but operators, whom it knows in another way. */
    public static OperatorGuard behindItsOwnDoor() {
        return new OperatorGuard(null, true);
    }

    /** Returns the same route, for operators only; where the store is out of reach it answers 503. */
    public Route guard(Route route) {
        return (request, path) -> {
            Problem refusal = refusalOf(request);
            if (refusal != null) {
                Response response = refusal.toResponse();
                return refusal.status() == 401 ? response.with("WWW-Authenticate", "Bearer") : response;
            }
            try {
                return route.handle(request, path);
            } catch (PortException e) {
                return OutOfReach.problem(e).toResponse();
            }
        };
    }

    private @Nullable Problem refusalOf(Request request) {
        if (knownByTheDoor) {
            return null;
        }
        if (token == null) {
            return isFromHere(request)
                    ? null
                    : Problem.of(
                            403,
                            "not-from-here",
                            "without an admin token this path answers on the machine itself only");
        }
        String given = Bearer.in(request);
        boolean right = given != null && MessageDigest.isEqual(given.getBytes(UTF_8), token);
        return right
                ? null
                : Problem.of(401, "admin-token", "this path needs Authorization: Bearer and the admin token");
    }

    private static boolean isFromHere(Request request) {
        String host = request.headers().first("Host");
        return request.remote().getAddress().isLoopbackAddress()
                && SIGNS_OF_A_PROXY.stream().allMatch(name -> request.headers().count(name) == 0)
                && host != null
                && LOCAL_HOST.matcher(host.toLowerCase(Locale.ROOT)).matches()
                && isOwnOrigin(request.headers().first("Origin"), host);
    }

    /** Browsers name the page's origin when a page posts; other clients send no such header. */
    private static boolean isOwnOrigin(@Nullable String origin, String host) {
        return origin == null || origin.equalsIgnoreCase("http://" + host);
    }
}
