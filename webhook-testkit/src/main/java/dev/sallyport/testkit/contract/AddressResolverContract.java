package dev.sallyport.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.port.out.AddressResolver;
import dev.sallyport.core.port.out.AddressResolver.ResolveOutcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link AddressResolver} does. */
public interface AddressResolverContract {

    /** Returns the resolver under test. */
    AddressResolver resolver();

    /** Gives a name these addresses from now on, in answers that nobody may keep. */
    void publish(String host, String... addresses);

    /** Lets a name have no address from now on. */
    void withdraw(String host);

    /** Lets nobody answer for a name from now on. */
    void silence(String host);

    /** Returns a deadline that the tests wait for. */
    default Duration shortDeadline() {
        return Duration.ofMillis(300);
    }

    @Test
    default void shouldReturnAllAddressesOfBothFamilies() {
        publish("both.example", "203.0.114.7", "2001:4860:4860::8888", "203.0.114.8");

        assertThat(addresses("both.example"))
                .containsExactlyInAnyOrder(parsed("203.0.114.7", "2001:4860:4860::8888", "203.0.114.8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1", "fd00:ec2::254"})
    default void shouldNotFilterBadAddresses(String bad) {
        publish("mixed.example", "203.0.114.7", bad);

        assertThat(addresses("mixed.example")).containsExactlyInAnyOrder(parsed("203.0.114.7", bad));
    }

    @Test
    default void shouldReturnManyAddresses() {
        String[] many =
                IntStream.rangeClosed(1, 60).mapToObj(i -> "203.0.114." + i).toArray(String[]::new);
        publish("many.example", many);

        assertThat(addresses("many.example")).containsExactlyInAnyOrder(parsed(many));
    }

    @Test
    default void shouldReportANameWithoutAddresses() {
        withdraw("gone.example");

        assertThat(resolve("gone.example")).isEqualTo(new ResolveOutcome.Unresolved(DeliveryError.DNS_FAILURE));
    }

    @Test
    default void shouldGiveUpAtTheDeadline() {
        silence("silent.example");

        assertThat(resolver().resolve("silent.example", shortDeadline()))
                .isEqualTo(new ResolveOutcome.Unresolved(DeliveryError.TIMEOUT));
    }

    @Test
    default void shouldSeeAtOnceThatANameMoved() {
        publish("moving.example", "203.0.114.7");
        assertThat(addresses("moving.example")).containsExactly(parsed("203.0.114.7"));

        publish("moving.example", "127.0.0.1");
        assertThat(addresses("moving.example")).containsExactly(parsed("127.0.0.1"));

        withdraw("moving.example");
        assertThat(resolve("moving.example")).isEqualTo(new ResolveOutcome.Unresolved(DeliveryError.DNS_FAILURE));

        publish("moving.example", "203.0.114.9");
        assertThat(addresses("moving.example")).containsExactly(parsed("203.0.114.9"));
    }

    @Test
    default void shouldKeepConcurrentNamesApartWhateverOneOfThemDoes() {
        silence("silent.example");
        IntStream.range(1, 16).forEach(i -> publish("host-" + i + ".example", "203.0.114." + i));

        List<ResolveOutcome> outcomes = Together.run(
                16,
                i -> i == 0
                        ? resolver().resolve("silent.example", shortDeadline())
                        : resolve("host-" + i + ".example"));

        assertThat(outcomes.getFirst()).isEqualTo(new ResolveOutcome.Unresolved(DeliveryError.TIMEOUT));
        for (int i = 1; i < 16; i++) {
            assertThat(outcomes.get(i)).isEqualTo(new ResolveOutcome.Resolved(List.of(parsed("203.0.114." + i))));
        }
    }

    private ResolveOutcome resolve(String host) {
        return resolver().resolve(host, Duration.ofSeconds(10));
    }

    private List<IpAddress> addresses(String host) {
        ResolveOutcome outcome = resolve(host);
        assertThat(outcome).isInstanceOf(ResolveOutcome.Resolved.class);
        return ((ResolveOutcome.Resolved) outcome).addresses();
    }

    private static IpAddress[] parsed(String... addresses) {
        return Arrays.stream(addresses)
                .map(address -> Objects.requireNonNull(IpAddress.parse(address), address))
                .toArray(IpAddress[]::new);
    }
}
