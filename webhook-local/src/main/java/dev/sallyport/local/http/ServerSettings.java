package dev.sallyport.local.http;

import java.util.Map;

/**
 * The settings of the JDK's server that bound what clients can hold. They are system properties, read once when the
 * server's classes load; whoever starts the JVM may override each.
 *
 * <p>{@code maxReqTime} is in seconds in every release since 9 that was tried, although the module's documentation
 * says milliseconds; {@code HostileClientsIT} fails on a release where this changes.
 */
final class ServerSettings {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            // Seconds from a request's first byte to its last: ends dripping of headers and bodies alike.
            Map.entry("sun.net.httpserver.maxReqTime", "10"),
            // Seconds from there to the answer's last byte: ends clients that do not read.
            Map.entry("sun.net.httpserver.maxRspTime", "60"),
            // Seconds an unused connection stays open, and milliseconds between looking for such.
            Map.entry("sun.net.httpserver.idleInterval", "30"),
            Map.entry("sun.net.httpserver.clockTick", "1000"),
            Map.entry("sun.net.httpserver.nodelay", "true"),
            Map.entry("jdk.httpserver.maxConnections", "10000"),
            // By default the server closes the connections of all but 200 clients after each answer.
            Map.entry("sun.net.httpserver.maxIdleConnections", "10000"),
            Map.entry("sun.net.httpserver.maxReqHeaders", "200"),
            Map.entry("sun.net.httpserver.maxReqHeaderSize", "98304"),
            // The door discards what it refuses itself, within bounds of its own.
            Map.entry("sun.net.httpserver.drainAmount", "0"));

    private ServerSettings() {}

    /** Applies the defaults; has no effect once the server's classes are loaded. */
    static void apply() {
        DEFAULTS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
