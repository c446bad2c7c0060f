package dev.sallyport.core.signature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sallyport.core.event.WebhookRequest;
import dev.sallyport.core.signature.SignatureVerifier;
import dev.sallyport.core.signature.VerificationResult.Verified;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a verification leaves to the garbage collector does not grow with the body. */
class AllocationTest {

    private static final int RUNS = 200;

    /** Enough for the compiler, whose code allocates less than what it replaces. */
    private static final int RUNS_TO_WARM_UP = 20_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Subject> subjects() {
        return Subject.OVER_BODY.stream();
    }

    private static long bytesPerVerification(SignatureVerifier verifier, WebhookRequest request) {
        boolean verified = true;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            verified &= verifier.verify(request) instanceof Verified;
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(verified).isTrue();
        return bytes / RUNS;
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void shouldStayUnderTwoKibibytesWhateverTheBody(Subject subject) {
        WebhookRequest warmingUp = subject.signed(new byte[100]);
        boolean warm = true;
        for (int i = 0; i < RUNS_TO_WARM_UP; i++) {
            warm &= subject.verifier().verify(warmingUp) instanceof Verified;
        }

        assertThat(warm).isTrue();
        long small = bytesPerVerification(subject.verifier(), subject.signed(new byte[100]));
        long large = bytesPerVerification(subject.verifier(), subject.signed(new byte[50_000]));
        assertThat(small).isLessThan(2048);
        assertThat(large).isLessThan(2048);
        assertThat(Math.abs(large - small)).isLessThan(512);
    }
}
