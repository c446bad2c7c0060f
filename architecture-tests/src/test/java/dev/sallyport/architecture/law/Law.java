package dev.sallyport.architecture.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One architecture rule and the proof that it works: it holds for the product, it reports exactly what a fixture does
 * wrong, and it fails where it finds nothing to look at.
 *
 * <p>Without the last two a rule rots unseen, for example when the package that it guards is renamed.
 */
public interface Law {

    /** Returns the rule for a universe laid out like the product. */
    ArchRule in(Rooms rooms);

    /** Returns the directory of the module whose classes the rule looks at; it is not asked of a module without code. */
    default String module() {
        return "webhook-core";
    }

    /** Returns the name of the fixture that breaks the rule. */
    String fixture();

    /** Returns a part of each line of the report on the fixture; the fixture's harmless classes are in none. */
    List<String> findings();

    /** Tells whether the rule looks at tests, too. */
    default boolean looksAtTests() {
        return false;
    }

    @Test
    default void shouldHoldForTheProduct() {
        assumeTrue(Product.hasCode(module()), () -> module() + " holds no classes yet");
        in(Rooms.OF_THE_PRODUCT).check(looksAtTests() ? Product.classesAndTests() : Product.classes());
    }

    @Test
    default void shouldReportWhatTheFixtureDoesWrongAndNothingElse() {
        Rooms rooms = Rooms.ofFixture(fixture());
        JavaClasses classes = new ClassFileImporter().importPackages(rooms.root());

        List<String> report = in(rooms).evaluate(classes).getFailureReport().getDetails();

        assertThat(findings())
                .as("each finding is reported")
                .allSatisfy(finding -> assertThat(report).anyMatch(line -> line.contains(finding)));
        assertThat(report)
                .as("nothing else is reported")
                .allSatisfy(line -> assertThat(findings()).anyMatch(line::contains));
    }

    @Test
    default void shouldFailWhereItMatchesNoClass() {
        JavaClasses none = new ClassFileImporter().importPaths(List.of());

        assertThatThrownBy(() -> in(Rooms.OF_THE_PRODUCT).check(none))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed to check any classes");
    }
}
