package dev.sallyport.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.ResponseVerdict.ClientErrors;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResponseVerdictTest {

    @Test
    void shouldJudgeEveryStatusIfClientErrorsAreRetried() {
        assertThat(table(ClientErrors.RETRY))
                .isEqualTo("100-199 RETRY, 200-299 DELIVERED, 300-409 RETRY, 410-410 GONE, 411-599 RETRY");
    }

    @Test
    void shouldJudgeEveryStatusIfClientErrorsAreGivenUp() {
        assertThat(table(ClientErrors.GIVE_UP))
                .isEqualTo("100-199 RETRY, 200-299 DELIVERED, 300-407 REFUSED, 408-408 RETRY, 409-409 REFUSED, "
                        + "410-410 GONE, 411-424 REFUSED, 425-425 RETRY, 426-428 REFUSED, 429-429 RETRY, "
                        + "430-499 REFUSED, 500-599 RETRY");
    }

    @Test
    void shouldRetryWhatNoSpecificationDefines() {
        assertThat(IntStream.of(0, 99, 600, 999, -1)
                        .mapToObj(status -> ResponseVerdict.of(status, ClientErrors.GIVE_UP)))
                .containsOnly(ResponseVerdict.RETRY);
    }

    /** Every status from 100 to 599 with its verdict, neighbours of one verdict joined. */
    private static String table(ClientErrors clientErrors) {
        Map<Integer, ResponseVerdict> verdicts = new TreeMap<>();
        IntStream.rangeClosed(100, 599)
                .forEach(status -> verdicts.put(status, ResponseVerdict.of(status, clientErrors)));
        Map<Integer, Integer> ends = new TreeMap<>();
        int start = 100;
        for (int status = 100; status <= 599; status++) {
            if (verdicts.get(status) != verdicts.get(start)) {
                start = status;
            }
            ends.put(start, status);
        }
        return ends.entrySet().stream()
                .map(range -> range.getKey() + "-" + range.getValue() + " " + verdicts.get(range.getKey()))
                .collect(Collectors.joining(", "));
    }
}
