package dev.sallyport.core.signature.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sallyport.core.signature.rehearsal.Rehearsal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Anything that calls itself a request, held against a scheme of the catalogue: nothing is thrown, and nothing passes.
 * The fuzzer starts from requests that are genuine but for the key, one of each scheme, so that it gets far.
 *
 * <p>Of an input, the first byte chooses the scheme and the second the length to which one of the headers is stretched;
 * the rest is a {@link RequestText}.
 */
class SchemesFuzzTest {

    private static final List<GuardedScheme> SCHEMES =
            Rehearsal.all("us").map(GuardedScheme::of).toList();

    static Stream<byte[]> requestsOfForgers() {
        List<Rehearsal> rehearsals = Rehearsal.all("them").toList();
        return IntStream.range(0, rehearsals.size())
                .boxed()
                .flatMap(scheme -> Stream.of(0, StretchedHeader.TO_64_KIB)
                        .map(stretch -> input(
                                scheme,
                                stretch,
                                RequestText.write(rehearsals.get(scheme).signed()))));
    }

    private static byte[] input(int scheme, int stretch, byte[] request) {
        byte[] input = new byte[request.length + 2];
        input[0] = (byte) scheme;
        input[1] = (byte) stretch;
        System.arraycopy(request, 0, input, 2, request.length);
        return input;
    }

    @MethodSource("requestsOfForgers")
    @FuzzTest
    void shouldNeitherThrowNorAcceptWhateverIsSent(byte[] input) {
        if (input.length >= 2) {
            byte[] text = Arrays.copyOfRange(input, 2, input.length);
            SCHEMES.get((input[0] & 0xff) % SCHEMES.size())
                    .refuses(StretchedHeader.stretch(RequestText.read(text, Rehearsal.NOW), input[1]));
        }
    }
}
