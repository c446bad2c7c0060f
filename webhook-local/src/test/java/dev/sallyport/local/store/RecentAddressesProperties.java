package dev.sallyport.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecentAddressesProperties {

    private static final long HIGHEST = (1L << Address.BITS) - 1;

    /** Few different addresses, so that many coincide, and any at all. */
    @Provide
    Arbitrary<List<Long>> addresses() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 10),
                        Arbitraries.longs().between(0, HIGHEST),
                        Arbitraries.of(0L, HIGHEST))
                .list()
                .ofMaxSize(3_000);
    }

    private static long[] find(RecentAddresses recent, long address) {
        LongStream.Builder found = LongStream.builder();
        recent.find(address, found);
        return found.build().sorted().toArray();
    }

    private static RecentAddresses numbered(List<Long> addresses) {
        RecentAddresses recent = new RecentAddresses();
        for (int i = 0; i < addresses.size(); i++) {
            recent.add(addresses.get(i), i);
        }
        return recent;
    }

    private static long[] indexesOf(List<Long> addresses, long address) {
        return IntStream.range(0, addresses.size())
                .filter(i -> addresses.get(i) == address)
                .asLongStream()
                .toArray();
    }

    @Property(tries = 200)
    void shouldFindEveryRowOfAnAddress(@ForAll("addresses") List<Long> addresses) {
        RecentAddresses recent = numbered(addresses);

        assertThat(recent.size()).isEqualTo(addresses.size());
        for (long address : addresses.subList(0, Math.min(50, addresses.size()))) {
            assertThat(find(recent, address)).isEqualTo(indexesOf(addresses, address));
        }
        assertThat(find(recent, 11)).isEqualTo(indexesOf(addresses, 11));
    }

    @Property(tries = 200)
    void shouldForgetWhatIsTakenBack(@ForAll("addresses") List<Long> addresses) {
        RecentAddresses recent = numbered(addresses);
        int kept = addresses.size() / 3;

        recent.truncate(kept);
        recent.add(5, kept);

        List<Long> left = new ArrayList<>(addresses.subList(0, kept));
        left.add(5L);
        for (long address = 0; address <= 10; address++) {
            assertThat(find(recent, address)).isEqualTo(indexesOf(left, address));
        }
    }

    @Property(tries = 200)
    void shouldOrderEachEntryOnceByItsLeadingBits(@ForAll("addresses") List<Long> addresses) {
        RecentAddresses recent = numbered(addresses);

        int[] order = recent.roughOrder();

        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, addresses.size()).toArray());
        assertThat(Arrays.stream(order)
                        .mapToObj(entry -> recent.addressAt(entry) >>> (Address.BITS - 14))
                        .toList())
                .isSorted();
    }
}
