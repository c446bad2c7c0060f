package dev.sallyport.hosting.sending;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.port.out.AddressResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up as the platform does, by the system's resolver, hosts file included, and keeps no answer.
 *
 * <p>The system's resolver cannot be interrupted, so that a look-up may outlive the deadline of who asked. Look-ups run
 * on threads of their own, a bounded number of them; those who ask for one name at one time share one, so that a name
 * that nobody answers for holds one thread and not all. Safe for any number of threads.
 */
public final class JdkAddressResolver implements AddressResolver, AutoCloseable {

    static {
        keepNoAnswers("networkaddress.cache.ttl");
        keepNoAnswers("networkaddress.cache.negative.ttl");
    }

    private static final int MOST_THREADS = 64;

    private final Lookup lookup;
    private final ConcurrentMap<String, CompletableFuture<ResolveOutcome>> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads;

    /** Makes a resolver that asks the system's. */
    public JdkAddressResolver() {
        this(InetAddress::getAllByName);
    }

    JdkAddressResolver(Lookup lookup) {
        this.lookup = lookup;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST_THREADS, MOST_THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "resolving");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** How the platform looks a name up. */
    @FunctionalInterface
    interface Lookup {

        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    /**
     * The platform keeps answers for 30 seconds whatever the DNS allows, unless told otherwise before its first look-up;
     * whoever starts the JVM may decide it.
     */
    private static void keepNoAnswers(String property) {
        String legacy = property.contains("negative") ? "sun.net.inetaddr.negative.ttl" : "sun.net.inetaddr.ttl";
        if (System.getProperty(legacy) == null) {
            Security.setProperty(property, "0");
        }
    }

    @Override
    public ResolveOutcome resolve(String host, Duration deadline) {
        CompletableFuture<ResolveOutcome> own = new CompletableFuture<>();
        CompletableFuture<ResolveOutcome> others = underWay.putIfAbsent(host, own);
        if (others == null) {
            threads.execute(() -> answer(host, own));
        }
        try {
            return (others == null ? own : others).get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new ResolveOutcome.Unresolved(DeliveryError.TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ResolveOutcome.Unresolved(DeliveryError.TIMEOUT);
        } catch (ExecutionException e) {
            throw new IllegalStateException("looking up a name failed", e.getCause());
        }
    }

    private void answer(String host, CompletableFuture<ResolveOutcome> waiting) {
        try {
            ResolveOutcome outcome = lookUp(host);
            underWay.remove(host, waiting);
            waiting.complete(outcome);
        } catch (RuntimeException | Error e) {
            underWay.remove(host, waiting);
            waiting.completeExceptionally(e);
        }
    }

    private ResolveOutcome lookUp(String host) {
        try {
            List<IpAddress> addresses = Arrays.stream(lookup.addressesOf(host))
                    .map(address -> IpAddress.of(address.getAddress()))
                    .toList();
            return addresses.isEmpty()
                    ? new ResolveOutcome.Unresolved(DeliveryError.DNS_FAILURE)
                    : new ResolveOutcome.Resolved(addresses);
        } catch (UnknownHostException e) {
            return new ResolveOutcome.Unresolved(DeliveryError.DNS_FAILURE);
        }
    }

    /** Starts no look-ups any more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
