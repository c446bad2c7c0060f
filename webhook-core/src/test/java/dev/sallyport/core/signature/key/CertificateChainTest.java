package dev.sallyport.core.signature.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CertificateChainTest {

    private static final KeyPair ROOT_KEYS = TestKeys.p256("root");
    private static final KeyPair MIDDLE_KEYS = TestKeys.p256("middle");
    private static final KeyPair LEAF_KEYS = TestKeys.p256("leaf");

    private static final byte[] ROOT =
            TestCertificate.of("root", ROOT_KEYS).authority().selfSigned();
    private static final byte[] MIDDLE =
            TestCertificate.of("middle", MIDDLE_KEYS).authority().signedBy("root", ROOT_KEYS);
    private static final byte[] LEAF = TestCertificate.of("leaf", LEAF_KEYS)
            .forHosts("a.example", "b.example")
            .marked("1.2.3.4")
            .signedBy("middle", MIDDLE_KEYS);

    private static final Instant WITHIN = Instant.parse("2025-08-22T00:00:00Z");

    private static CertificateChain chain(byte[]... certificates) {
        CertificateChain chain = CertificateChain.read(List.of(certificates));
        assertThat(chain).isNotNull();
        return chain;
    }

    @Nested
    class LeadsTo {

        private final List<CertificateChain> root = List.of(chain(ROOT));

        @Test
        void shouldLeadToTheRootThatVouches() {
            assertThat(chain(LEAF, MIDDLE).leadsTo(root, WITHIN)).isTrue();
            assertThat(chain(LEAF, MIDDLE, ROOT).leadsTo(root, WITHIN)).isTrue();
            assertThat(chain(MIDDLE).leadsTo(root, WITHIN)).isTrue();
            assertThat(chain(LEAF).leadsTo(List.of(chain(MIDDLE)), WITHIN)).isTrue();
            assertThat(chain(LEAF).leadsTo(List.of(chain(LEAF)), WITHIN)).isTrue();
        }

        @Test
        void shouldNotLeadAnywhereWithGapsOrOutOfOrder() {
            assertThat(chain(LEAF).leadsTo(root, WITHIN)).isFalse();
            assertThat(chain(MIDDLE, LEAF).leadsTo(root, WITHIN)).isFalse();
            assertThat(chain(LEAF, LEAF, MIDDLE).leadsTo(root, WITHIN)).isFalse();
            assertThat(chain(LEAF, MIDDLE).leadsTo(List.of(), WITHIN)).isFalse();
        }

        @Test
        void shouldNotLeadToAnotherRootOfTheSameName() {
            byte[] other = TestCertificate.of("root", TestKeys.p256("other"))
                    .authority()
                    .selfSigned();
            assertThat(chain(LEAF, MIDDLE).leadsTo(List.of(chain(other)), WITHIN))
                    .isFalse();
            assertThat(chain(LEAF, MIDDLE, other).leadsTo(root, WITHIN))
                    .as("what stands behind the root's own child is not on the way")
                    .isFalse();
        }

        @Test
        void shouldNotLeadThroughACertificateThatMaySignNone() {
            byte[] middle = TestCertificate.of("middle", MIDDLE_KEYS).signedBy("root", ROOT_KEYS);
            assertThat(chain(LEAF, middle).leadsTo(root, WITHIN)).isFalse();
        }

        @Test
        void shouldNotLeadThroughAForgedSignature() {
            byte[] forged = LEAF.clone();
            forged[forged.length - 1] ^= 1;
            assertThat(chain(forged, MIDDLE).leadsTo(root, WITHIN)).isFalse();
        }

        @Test
        void shouldMeasureDatesAtTheGivenInstant() {
            CertificateChain chain = chain(LEAF, MIDDLE);
            assertThat(chain.leadsTo(root, Instant.parse("2025-01-01T00:00:00Z")))
                    .isTrue();
            assertThat(chain.leadsTo(root, Instant.parse("2024-12-31T23:59:59Z")))
                    .isFalse();
            assertThat(chain.leadsTo(root, Instant.parse("2026-01-01T00:00:00Z")))
                    .isTrue();
            assertThat(chain.leadsTo(root, Instant.parse("2026-01-01T00:00:01Z")))
                    .isFalse();
            assertThat(chain.leadsTo(root, Instant.MAX)).isFalse();
            assertThat(chain.leadsTo(root, Instant.MIN)).isFalse();
        }

        @Test
        void shouldTrustAConfiguredRootPastItsDate() {
            byte[] old = TestCertificate.of("root", ROOT_KEYS)
                    .authority()
                    .validBetween("2000-01-01T00:00:00Z", "2001-01-01T00:00:00Z")
                    .selfSigned();
            assertThat(chain(LEAF, MIDDLE).leadsTo(List.of(chain(old)), WITHIN)).isTrue();
        }
    }

    @Nested
    class HoldsAt {

        @Test
        void shouldHoldWhileAllItsCertificatesHold() {
            byte[] shorter = TestCertificate.of("middle", MIDDLE_KEYS)
                    .validBetween("2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z")
                    .signedBy("root", ROOT_KEYS);
            CertificateChain chain = chain(LEAF, shorter);
            assertThat(chain.holdsAt(Instant.parse("2025-03-01T00:00:00Z"))).isTrue();
            assertThat(chain.holdsAt(Instant.parse("2025-04-01T00:00:00Z"))).isTrue();
            assertThat(chain.holdsAt(Instant.parse("2025-02-28T23:59:59Z"))).isFalse();
            assertThat(chain.holdsAt(Instant.parse("2025-04-01T00:00:01Z"))).isFalse();
            assertThat(chain.first(1).holdsAt(Instant.parse("2025-04-01T00:00:01Z")))
                    .isTrue();
        }
    }

    @Nested
    class NamesHost {

        @Test
        void shouldGoByAlternativeNamesOnly() {
            assertThat(chain(LEAF).namesHost("b.example"::equals)).isTrue();
            assertThat(chain(LEAF).namesHost("leaf"::equals)).isFalse();
            assertThat(chain(MIDDLE).namesHost(name -> true)).isFalse();
        }
    }

    @Nested
    class Read {

        @Test
        void shouldTellExtensions() {
            CertificateChain chain = chain(LEAF, MIDDLE);
            assertThat(chain.hasExtension(0, "1.2.3.4")).isTrue();
            assertThat(chain.hasExtension(1, "1.2.3.4")).isFalse();
            assertThat(chain.publicKey()).isEqualTo(LEAF_KEYS.getPublic());
        }

        @Test
        void shouldRefuseWhatIsNotOneCertificateInDer() {
            byte[] longer = Arrays.copyOf(LEAF, LEAF.length + 1);
            byte[] shorter = Arrays.copyOf(LEAF, LEAF.length - 1);
            byte[] pem = TestCertificate.pem(LEAF).getBytes(StandardCharsets.US_ASCII);
            for (byte[] wrong : List.of(new byte[0], longer, shorter, pem, new byte[20_000])) {
                assertThat(CertificateChain.read(List.of(wrong))).isNull();
                assertThat(CertificateChain.read(List.of(LEAF, wrong))).isNull();
            }
            assertThat(CertificateChain.read(List.of())).isNull();
            assertThat(CertificateChain.read(Collections.nCopies(9, LEAF))).isNull();
        }
    }

    @Property(seed = "20260803")
    boolean shouldNeverThrowNorLeadAnywhereWhateverByteIsChanged(
            @ForAll @IntRange(max = 2000) int at, @ForAll byte other) {
        byte[] changed = LEAF.clone();
        changed[at % changed.length] = other;
        CertificateChain chain = CertificateChain.read(List.of(changed, MIDDLE));
        if (chain == null) {
            return true;
        }
        boolean leads = chain.leadsTo(List.of(chain(ROOT)), WITHIN);
        chain.namesHost(name -> false);
        chain.hasExtension(0, "1.2.3.4");
        return leads == Arrays.equals(changed, LEAF);
    }

    @Property(seed = "20260803")
    boolean shouldNotReadArbitraryBytes(@ForAll byte[] bytes) {
        return CertificateChain.read(List.of(bytes)) == null;
    }
}
