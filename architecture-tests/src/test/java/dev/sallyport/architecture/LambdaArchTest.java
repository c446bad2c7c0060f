package dev.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static dev.sallyport.architecture.law.Reach.member;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchRule;
import dev.sallyport.architecture.law.Kinds;
import dev.sallyport.architecture.law.Law;
import dev.sallyport.architecture.law.Rooms;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** STYLE §6 rules 9 to 11: handlers decide nothing, and their graph is wired in one place. */
class LambdaArchTest {

    /** What the file is called counts: Dagger nests the classes that it writes for a component. */
    private static DescribedPredicate<JavaClass> inFilesNamed(String ending) {
        return DescribedPredicate.describe(
                "are in a file of a *" + ending,
                type -> Kinds.outermost(type).getSimpleName().endsWith(ending));
    }

    @Nested
    class OnlyWiringSeesAdapters implements Law {

        @Override
        public String module() {
            return "webhook-lambda-entrypoints";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.tree("lambda"))
                    .and()
                    .resideOutsideOfPackage(rooms.tree("lambda.wiring"))
                    .and(DescribedPredicate.not(inFilesNamed("Component")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(rooms.tree("aws"));
        }

        @Override
        public String fixture() {
            return "lambdas";
        }

        @Override
        public List<String> findings() {
            return List.of("lambda.receive.SeesAnAdapter.adapter>");
        }
    }

    @Nested
    class HandlersSeeUseCases implements Law {

        @Override
        public String module() {
            return "webhook-lambda-entrypoints";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAPackage(rooms.tree("lambda"))
                    .and(inFilesNamed("Handler"))
                    .should()
                    .onlyDependOnClassesThat(
                            DescribedPredicate.describe("belong to a handler's world", seen -> isInSight(rooms, seen)))
                    .because("a handler maps an event to a command and an outcome to a response");
        }

        private static boolean isInSight(Rooms rooms, JavaClass seen) {
            String name = seen.getBaseComponentType().getPackageName() + ".";
            return seen.getBaseComponentType().isPrimitive()
                    || name.startsWith("java.")
                    || name.startsWith("org.jspecify.")
                    || name.startsWith("org.crac.")
                    || name.startsWith("com.amazonaws.services.lambda.runtime.")
                    || name.startsWith(rooms.in("core.port.in."))
                    || name.startsWith(rooms.in("core.event."))
                    || name.startsWith(rooms.in("lambda.")) && !name.startsWith(rooms.in("lambda.wiring."));
        }

        @Override
        public String fixture() {
            return "lambdas";
        }

        @Override
        public List<String> findings() {
            return List.of(
                    "DecidingHandler.policy>",
                    "DecidingHandler.port>",
                    "DecidingHandler.module>",
                    "DecidingHandler.client>");
        }
    }

    /** Asked of every module: nobody injects yet, and nobody shall begin this way. */
    @Nested
    class InjectionIsByConstructor implements Law {

        private static final DescribedPredicate<JavaMember> NO_CONSTRUCTOR = DescribedPredicate.describe(
                "are fields or methods", candidate -> !(candidate instanceof JavaConstructor));

        private static final DescribedPredicate<JavaAnnotation<?>> INJECT = DescribedPredicate.describe(
                "@Inject", annotation -> annotation.getRawType().getSimpleName().equals("Inject"));

        @Override
        public ArchRule in(Rooms rooms) {
            return noMembers()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(rooms.all())
                    .and(NO_CONSTRUCTOR)
                    .should()
                    .beAnnotatedWith(INJECT)
                    .because("a test builds the object with new");
        }

        @Override
        public String fixture() {
            return "lambdas";
        }

        @Override
        public List<String> findings() {
            return List.of("lambda.wiring.IsInjected.port>", "lambda.wiring.IsInjected.setPort(");
        }
    }

    @Nested
    class OneClassReadsTheEnvironment implements Law {

        @Override
        public String module() {
            return "webhook-lambda-entrypoints";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAnyPackage(rooms.tree("lambda"), rooms.tree("aws"))
                    .and(DescribedPredicate.not(inFilesNamed("EnvironmentModule")))
                    .should()
                    .accessTargetWhere(member(System.class, "getenv", "getProperty", "getProperties"));
        }

        @Override
        public String fixture() {
            return "lambdas";
        }

        @Override
        public List<String> findings() {
            return List.of("lambda.wiring.ReadsTheEnvironment.table()");
        }
    }
}
