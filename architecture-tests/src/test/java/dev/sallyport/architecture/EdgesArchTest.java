package dev.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.sallyport.architecture.law.Reach.member;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
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

    /**
     * The packages below {@code aws} are one technology each; what they share stands in {@code aws} itself. Only {@code
     * inline} joins several: webhooks that travel in messages concern queue, records and archive at once.
     */
    @Nested
    class AwsAdaptersDoNotKnowEachOther implements Law {

        @Override
        public String module() {
            return "webhook-adapters-aws";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAPackage(rooms.tree("aws"))
                    .and()
                    .resideOutsideOfPackage(rooms.tree("aws.inline"))
                    .should(knowNoOtherPartOf(rooms.in("aws")));
        }

        @Override
        public String fixture() {
            return "edges";
        }

        @Override
        public List<String> findings() {
            return List.of("aws.sqs.KnowsS3.archive>");
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

    /** Adapters of the local gateway: each can be replaced by a faster one only while the others do not know it. */
    @Nested
    class TheDoorKnowsNoOtherPart implements Law {

        @Override
        public String module() {
            return "webhook-local";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAPackage(rooms.tree("local.http"))
                    .should(knowNoOtherPartOf(rooms.in("local")));
        }

        @Override
        public String fixture() {
            return "edges";
        }

        @Override
        public List<String> findings() {
            return List.of("local.http.KnowsTheStore.store>");
        }
    }

    @Nested
    class TheStoreKnowsNoOtherPart implements Law {

        @Override
        public String module() {
            return "webhook-local";
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAPackage(rooms.tree("local.store"))
                    .should(knowNoOtherPartOf(rooms.in("local")));
        }

        @Override
        public String fixture() {
            return "edges";
        }

        @Override
        public List<String> findings() {
            return List.of("local.store.KnowsTheDoor.door>");
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

    /** Forbids a class to depend on a package below {@code top} that is not its own branch. */
    private static ArchCondition<JavaClass> knowNoOtherPartOf(String top) {
        return new ArchCondition<>("know no other part of " + top) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String own = partOf(type);
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String other = partOf(dependency.getTargetClass());
                    if (!other.isEmpty() && !other.equals(own)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }

            private String partOf(JavaClass type) {
                String name = type.getPackageName();
                return name.startsWith(top + ".")
                        ? name.substring(top.length() + 1).split("\\.", 2)[0]
                        : "";
            }
        };
    }
}
