package dev.sallyport.hosting.config;

import dev.sallyport.core.signature.CoverageNeed;
import dev.sallyport.hosting.config.YamlValue.Scalar;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what signatures must vouch for. */
final class CoverageReader {

    private static final String NAME = "requireCoverage";

    private static final Map<String, CoverageNeed> WORDS =
            Arrays.stream(CoverageNeed.values()).collect(Collectors.toMap(CoverageNeed::code, Function.identity()));

    private CoverageReader() {}

    /** Returns what a section demands; nothing if it does not say. */
    static Set<CoverageNeed> read(Section section) {
        Set<CoverageNeed> needs = EnumSet.noneOf(CoverageNeed.class);
        for (Scalar word : section.scalars(NAME, "[ body ]")) {
            CoverageNeed need = WORDS.get(word.text());
            if (need == null) {
                section.problems()
                        .add(
                                word.at(),
                                "'" + word.text() + "' is nothing that '" + NAME + "' knows: "
                                        + Spelling.suggestion(word.text(), WORDS.keySet()));
            } else {
                needs.add(need);
            }
        }
        return needs;
    }
}
