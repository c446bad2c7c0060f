package dev.sallyport.hosting.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RawPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps {@code docs/event-filters.md} true. */
class FilterDocumentTest {

    private static final String NAME = "docs/event-filters.md";

    private final RulerEventFilter filter = new RulerEventFilter();

    /** The tests run in the module or, from an editor, in the repository. */
    private static String document() throws IOException {
        Path here = Path.of(NAME);
        return Files.readString(Files.exists(here) ? here : Path.of("..").resolve(NAME));
    }

    static Stream<Arguments> examples() throws IOException {
        return document()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .map(cells -> Arguments.of(code(cells[1]), code(cells[2]), cells[3].strip()));
    }

    private static String code(String cell) {
        return cell.strip().replace("`", "");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldMatchAsDocumented(String pattern, String body, String matches) {
        assertThat(filter.problemWith(pattern)).isNull();
        assertThat(filter.matches(pattern, RawPayload.adopt(body.getBytes(UTF_8))) ? "yes" : "no")
                .isEqualTo(matches);
    }

    @Test
    void shouldShowEveryMatcher() throws IOException {
        List<String> patterns =
                examples().map(example -> (String) example.get()[0]).toList();

        assertThat(PatternSubset.MATCHERS)
                .allSatisfy(
                        matcher -> assertThat(patterns).anyMatch(pattern -> pattern.contains("\"" + matcher + "\":")));
        assertThat(patterns).hasSize(17);
    }
}
