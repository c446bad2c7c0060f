package dev.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.sallyport.architecture.law.Reach.member;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import dev.sallyport.architecture.law.Law;
import dev.sallyport.architecture.law.Rooms;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** STYLE §6 rules 8 and 12, and DESIGN §2: which module may know which. */
class EdgesArchTest {

    @Nested
    class TheTestkitKnowsTheCoreOnly implements Law {

        @Override
        public String module() {
            return "webhook-testkit";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.tree("testkit"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            rooms.tree("hosting"),
                            rooms.tree("aws"),
                            rooms.tree("lambda"),
                            rooms.tree("infra"),
                            rooms.tree("local"))
                    .because("whoever writes an adapter runs the contracts without ours");
        }

        @Override
        public String fixture() {
            return "edges";
        }

        @Override
        public List<String> findings() {
            return List.of("testkit.KnowsLocal.store>");
        }
    }

    @Nested
    class HostingKnowsTheCoreOnly implements Law {

        @Override
        public String module() {
            return "webhook-hosting";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.tree("hosting"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            rooms.tree("testkit"),
                            rooms.tree("aws"),
                            rooms.tree("lambda"),
                            rooms.tree("infra"),
                            rooms.tree("local"))
                    .because(
                            "functions in a cloud carry it without any of the local gateway, and the gateway without an SDK");
        }

        @Override
        public String fixture() {
            return "edges";
        }

        @Override
        public List<String> findings() {
            return List.of("hosting.KnowsLocal.store>");
        }
    }

    @Nested
    class AwsAdaptersKnowTheCoreOnly implements Law {

        @Override
        public String module() {
            return "webhook-adapters-aws";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.tree("aws"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            rooms.tree("testkit"),
                            rooms.tree("hosting"),
                            rooms.tree("lambda"),
                            rooms.tree("infra"),
                            rooms.tree("local"));
        }

        @Override
        public String fixture() {
            return "edges";
        }

        @Override
        public List<String> findings() {
            return List.of("aws.sqs.KnowsLambda.handler>", "aws.sqs.KnowsLocal.store>");
        }
    }

    @Nested
    class EntrypointsKnowNoOtherHost implements Law {

        @Override
        public String module() {
            return "webhook-lambda-entrypoints";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.tree("lambda"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(rooms.tree("testkit"), rooms.tree("infra"), rooms.tree("local"));
        }

        @Override
        public String fixture() {
            return "edges";
        }

        @Override
        public List<String> findings() {
            return List.of("lambda.KnowsTheTestkit.contract>");
        }
    }

    @Nested
    class InfrastructureKnowsNoCode implements Law {

        @Override
        public String module() {
            return "webhook-infra-cdk";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.tree("infra"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            rooms.core(),
                            rooms.tree("testkit"),
                            rooms.tree("hosting"),
                            rooms.tree("aws"),
                            rooms.tree("lambda"),
                            rooms.tree("local"))
                    .because("a template is data; tests prove that its names are those of the code");
        }

        @Override
        public String fixture() {
            return "edges";
        }

        @Override
        public List<String> findings() {
            return List.of("infra.KnowsTheCore.value>", "infra.KnowsTheCore.queue>");
        }
    }

    @Nested
    class TheEmulationKnowsNothingOfWhatRunsOnIt implements Law {

        @Override
        public String module() {
            return "webhook-emulation";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.tree("emulation"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            rooms.core(),
                            rooms.tree("testkit"),
                            rooms.tree("hosting"),
                            rooms.tree("aws"),
                            rooms.tree("lambda"),
                            rooms.tree("infra"),
                            rooms.tree("local"))
                    .because("it proves nothing about the adapters if it shares their idea of a service");
        }

        @Override
        public String fixture() {
            return "edges";
        }

        @Override
        public List<String> findings() {
            return List.of("emulation.KnowsTheQueue.queue>");
        }
    }

    @Nested
    class OnlyTheEmulationKnowsAws implements Law {

        @Override
        public String module() {
            return "webhook-local";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.tree("local"))
                    .and()
                    .resideOutsideOfPackage(rooms.tree("local.emulated"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            rooms.tree("aws"), rooms.tree("lambda"), rooms.tree("infra"), rooms.tree("emulation"))
                    .because("the local gateway must run and start without any SDK");
        }

        @Override
        public String fixture() {
            return "edges";
        }

        @Override
        public List<String> findings() {
            return List.of("local.store.KnowsAws.queue>");
        }
    }

    @Nested
    class TheProgramReadsTheEnvironmentOnce implements Law {

        @Override
        public String module() {
            return "webhook-local";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.tree("local"))
                    .should()
                    .accessTargetWhere(member(System.class, "getenv")
                            .and(DescribedPredicate.not(DescribedPredicate.describe(
                                    "in main",
                                    access -> access.getOrigin().getName().equals("main")))))
                    .because("a test runs a command in an environment of its own");
        }

        @Override
        public String fixture() {
            return "edges";
        }

        @Override
        public List<String> findings() {
            return List.of("local.ReadsTheEnvironment.home()");
        }
    }
}
