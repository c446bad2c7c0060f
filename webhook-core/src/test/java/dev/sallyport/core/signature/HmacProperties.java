package dev.sallyport.core.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.event.RawPayload;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Codes are those of the platform's {@code Mac}, whatever the key and however the message is taken in. */
class HmacProperties {

    /** An HMAC with the name under which the platform computes it whole. */
    private record Named(Algorithm algorithm, String mac) {}

    @Provide
    Arbitrary<Named> hmacs() {
        return Arbitraries.of(
                new Named(Algorithm.HMAC_MD5, "HmacMD5"),
                new Named(Algorithm.HMAC_SHA1, "HmacSHA1"),
                new Named(Algorithm.HMAC_SHA256, "HmacSHA256"),
                new Named(Algorithm.HMAC_SHA384, "HmacSHA384"),
                new Named(Algorithm.HMAC_SHA512, "HmacSHA512"));
    }

    private static byte[] expected(Named hmac, byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(hmac.mac());
            mac.init(new SecretKeySpec(key, hmac.mac()));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Property
    void shouldComputeWhatThePlatformDoes(
            @ForAll("hmacs") Named hmac,
            @ForAll @Size(min = 1, max = 300) byte[] key,
            @ForAll @Size(max = 300) byte[] head,
            @ForAll @Size(max = 300) byte[] tail) {
        byte[] message = new byte[head.length + 1 + tail.length];
        System.arraycopy(head, 0, message, 0, head.length);
        message[head.length] = '.';
        System.arraycopy(tail, 0, message, head.length + 1, tail.length);
        HmacKey prepared = HmacKey.of(hmac.algorithm(), key);

        for (int time = 0; time < 2; time++) {
            HmacComputation code = prepared.begin();
            code.update(head);
            code.update((byte) '.');
            code.update(RawPayload.copyOf(tail));
            assertThat(code.finish()).isEqualTo(expected(hmac, key, message));
        }
    }

    @Property
    void shouldCompareAsTheBytesDo(@ForAll @Size(max = 70) byte[] one, @ForAll @Size(max = 70) byte[] other) {
        assertThat(ConstantTime.areEqual(one, other)).isEqualTo(Arrays.equals(one, other));
        assertThat(ConstantTime.areEqual(one, one.clone())).isTrue();
    }

    @Property
    void shouldSeeEveryDifference(@ForAll @Size(min = 1, max = 70) byte[] one, @ForAll byte change, @ForAll int place) {
        byte[] other = one.clone();
        other[Math.floorMod(place, one.length)] ^= change;
        assertThat(ConstantTime.areEqual(one, other)).isEqualTo(change == 0);
    }

    @Example
    void shouldRefuseWhatIsNoKeyOfAnHmac() {
        assertThatThrownBy(() -> HmacKey.of(Algorithm.HMAC_SHA256, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the secret is empty");
        assertThatThrownBy(() -> HmacKey.of(Algorithm.SHA256, new byte[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not an HMAC");
        assertThat(HmacKey.of(Algorithm.HMAC_MD5, new byte[] {1})).hasToString("HmacKey[hmac-md5]");
    }
}
