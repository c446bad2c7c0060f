package dev.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.sallyport.architecture.law.Law;
import dev.sallyport.architecture.law.Rooms;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

/** STYLE §6 rule 15: a test that does not run says why. */
class DisabledTestsArchTest {

    @Nested
    class DisabledTestsHaveAReason implements Law {

        /** JUnit's and jqwik's annotations keep the reason under these names. */
        private static final Set<String> REASONS = Set.of("value", "disabledReason");

        @Override
        public boolean looksAtTests() {
            return true;
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return classes().that().resideInAPackage(rooms.all()).should(giveAReasonForWhatIsDisabled());
        }

        private static ArchCondition<JavaClass> giveAReasonForWhatIsDisabled() {
            return new ArchCondition<>("give a reason for what is disabled") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    Stream.concat(
                                    type.getAnnotations().stream(),
                                    type.getMethods().stream().flatMap(method -> method.getAnnotations().stream()))
                            .filter(annotation ->
                                    annotation.getRawType().getSimpleName().startsWith("Disabled"))
                            .filter(annotation -> !hasReason(annotation))
                            .forEach(annotation -> events.add(SimpleConditionEvent.violated(
                                    annotation,
                                    annotation.getOwner().getDescription() + " is disabled without a reason")));
                }
            };
        }

        private static boolean hasReason(JavaAnnotation<?> annotation) {
            return REASONS.stream()
                    .map(name -> annotation.get(name).orElse(""))
                    .anyMatch(value -> value instanceof String text && !text.isBlank());
        }

        @Override
        public String fixture() {
            return "disabled";
        }

        @Override
        public List<String> findings() {
            return List.of(
                    "Class <dev.sallyport.architecture.fixtures.disabled.IsSkipped> is disabled",
                    "HasSkippedParts.skipped()> is disabled",
                    "HasSkippedParts.skippedSomewhere()> is disabled");
        }
    }
}
