package dev.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import dev.sallyport.architecture.law.Law;
import dev.sallyport.architecture.law.Rooms;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The one exception to STYLE §6 rule 1: reading fields out of bodies, and the texts of records, need a parser. */
class PayloadArchTest {

    @Nested
    class PayloadAndFormatKnowAParserAndNothingElse implements Law {

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAnyPackage(rooms.tree("core.payload"), rooms.tree("core.format"))
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            rooms.core(),
                            "java..",
                            "org.jspecify..",
                            "org.immutables.value..",
                            "com.fasterxml.jackson.core..")
                    .because("JSON is read and written token by token; binding it is nobody's business");
        }

        @Override
        public String fixture() {
            return "foreign";
        }

        @Override
        public List<String> findings() {
            return List.of("core.payload.AssertsByItself.check(");
        }
    }
}
