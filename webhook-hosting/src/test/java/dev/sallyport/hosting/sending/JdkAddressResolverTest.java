package dev.sallyport.hosting.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.port.out.AddressResolver;
import dev.sallyport.core.port.out.AddressResolver.ResolveOutcome;
import dev.sallyport.testkit.contract.AddressResolverContract;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The platform's answers are given by the test; that the platform itself keeps none is asked of its settings. */
@Timeout(60)
class JdkAddressResolverTest implements AddressResolverContract {

    private final Map<String, InetAddress[]> names = new ConcurrentHashMap<>();
    private final Map<String, Boolean> silent = new ConcurrentHashMap<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final JdkAddressResolver resolver = new JdkAddressResolver(this::answer);

    private InetAddress[] answer(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        if (silent.containsKey(host)) {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException("ended");
            }
        }
        InetAddress[] found = names.get(host);
        if (found == null) {
            throw new UnknownHostException(host);
        }
        return found;
    }

    @AfterEach
    void close() {
        end.countDown();
        resolver.close();
    }

    @Override
    public AddressResolver resolver() {
        return resolver;
    }

    @Override
    public void publish(String host, String... addresses) {
        names.put(
                host, Arrays.stream(addresses).map(JdkAddressResolverTest::inet).toArray(InetAddress[]::new));
    }

    private static InetAddress inet(String text) {
        try {
            return InetAddress.getByAddress(
                    Objects.requireNonNull(IpAddress.parse(text)).toByteArray());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void withdraw(String host) {
        names.remove(host);
    }

    @Override
    public void silence(String host) {
        silent.put(host, true);
    }

    @Test
    void shouldHoldOneThreadForANameThatNobodyAnswersFor() {
        silence("silent.example");
        publish("fine.example", "203.0.114.7");
        for (int i = 0; i < 200; i++) {
            assertThat(resolver.resolve("silent.example", Duration.ofMillis(1)))
                    .isEqualTo(new ResolveOutcome.Unresolved(DeliveryError.TIMEOUT));
        }

        assertThat(resolver.resolve("fine.example", Duration.ofSeconds(20)))
                .isInstanceOf(ResolveOutcome.Resolved.class);
        while (lookups.get() < 2) {
            // The thread that asks for the silent name may only begin now.
            Thread.onSpinWait();
        }
        assertThat(lookups).hasValue(2);
    }

    @Test
    void shouldHaveThePlatformKeepNoAnswers() {
        assertThat(Security.getProperty("networkaddress.cache.ttl")).isEqualTo("0");
        assertThat(Security.getProperty("networkaddress.cache.negative.ttl")).isEqualTo("0");
    }

    @Test
    void shouldKnowTheNamesOfThisMachine() {
        try (JdkAddressResolver platform = new JdkAddressResolver()) {
            assertThat(platform.resolve("localhost", Duration.ofSeconds(20)))
                    .isInstanceOfSatisfying(
                            ResolveOutcome.Resolved.class,
                            resolved -> assertThat(resolved.addresses()).contains(RawReceiver.LOOPBACK));
        }
    }
}
