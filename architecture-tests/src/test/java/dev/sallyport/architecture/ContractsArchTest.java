package dev.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.sallyport.architecture.law.Kinds;
import dev.sallyport.architecture.law.Law;
import dev.sallyport.architecture.law.Rooms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.platform.commons.annotation.Testable;

/** STYLE §6 rule 13: what a port promises is written as tests once, and every implementation runs all of them. */
class ContractsArchTest {

    /** Interfaces among the out ports that promise nothing that a test could hold an adapter to, and why. */
    private static final Map<String, String> NO_ROLES = Map.of(
            "Telemetry", "an observer: every method may do nothing",
            "DeliveryTelemetry", "an observer: every method may do nothing",
            "WebhookHandler", "the embedding application's own work; its duties are towards its own users");

    /** Parts of a contract that an implementation cannot be put through, and why. */
    private static final Map<String, String> CANNOT_COMPLY = Map.of(
            "SqlitePublicationLog: EventPublisherContract$Refuse",
            "a table takes whatever event it is given",
            "DynamoDbDeliveryStore: DeliveryRetentionContract",
            "its records expire by themselves; DeliveryExpiryIT proves when",
            "DynamoDbDeliveryPermits: DeliveryPermitsContract$Count",
            "it cannot tell how many are left without a call",
            "SqsDeliveryQueue: DeliveryQueueContract$Choosing",
            "the service chooses among its messages, and tells nobody what they hold");

    /** Ports of outbound delivery, whose contracts come with their durable adapters. The list can only shrink. */
    private static final Set<String> AWAITED = Set.of();

    @Nested
    class EveryOutPortHasAContract implements Law {

        @Override
        public boolean looksAtTests() {
            return true;
        }

        @Override
        public ArchRule in(Rooms rooms) {
            Set<String> awaited = rooms.equals(Rooms.OF_THE_PRODUCT) ? AWAITED : Set.of("Awaited", "AwaitedNoLonger");
            return classes().that(roles(rooms)).should(haveATestInTheirContract(rooms, awaited));
        }

        private static ArchCondition<JavaClass> haveATestInTheirContract(Rooms rooms, Set<String> awaited) {
            return new ArchCondition<>("have a contract of at least one test") {
                @Override
                public void check(JavaClass role, ConditionEvents events) {
                    boolean proved = !partsOfContract(rooms, role).isEmpty();
                    if (proved == awaited.contains(role.getSimpleName())) {
                        events.add(SimpleConditionEvent.violated(
                                role,
                                role.getName() + (proved ? " is awaited no longer: unlist it" : " has no contract")));
                    }
                }
            };
        }

        @Override
        public String fixture() {
            return "contracts";
        }

        @Override
        public List<String> findings() {
            return List.of(
                    "port.out.Unproved has no contract",
                    "port.out.EmptilyProved has no contract",
                    "port.out.AwaitedNoLonger is awaited no longer: unlist it");
        }
    }

    @Nested
    class EveryImplementationIsHeldToIt implements Law {

        @Override
        public boolean looksAtTests() {
            return true;
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAPackage(rooms.all())
                    // Its decorators fail on purpose; what stands behind them is held to the contract.
                    .and()
                    .resideOutsideOfPackage(rooms.tree("testkit.simulator"))
                    .and(implementARole(rooms))
                    .should(beHeldToTheWholeContract(rooms));
        }

        private static ArchCondition<JavaClass> beHeldToTheWholeContract(Rooms rooms) {
            return new ArchCondition<>("be used in a test file that implements the whole contract") {
                @Override
                public void check(JavaClass implementation, ConditionEvents events) {
                    for (JavaClass role : rolesOf(rooms, implementation)) {
                        Set<JavaClass> missing = partsOfContract(rooms, role);
                        missing.removeAll(interfacesOfTestsOf(implementation));
                        missing.removeIf(part ->
                                CANNOT_COMPLY.containsKey(implementation.getSimpleName() + ": " + nameInFile(part)));
                        if (!missing.isEmpty()) {
                            events.add(SimpleConditionEvent.violated(
                                    implementation,
                                    implementation.getName() + " is held by no test to " + names(missing)));
                        }
                    }
                }
            };
        }

        /** A test belongs to what it uses directly, or is named after where a factory hides it. */
        private static Set<JavaClass> interfacesOfTestsOf(JavaClass implementation) {
            Stream<JavaClass> users = implementation.getDirectDependenciesToSelf().stream()
                    .map(Dependency::getOriginClass)
                    .map(Kinds::outermost);
            Stream<JavaClass> namesakes = implementation.getPackage().getClasses().stream()
                    .filter(type -> type.getSimpleName().equals(implementation.getSimpleName() + "Test")
                            || type.getSimpleName().equals(implementation.getSimpleName() + "IT"));
            return Stream.concat(users, namesakes)
                    .distinct()
                    .flatMap(ContractsArchTest::classesOfFile)
                    .flatMap(type -> type.getAllRawInterfaces().stream())
                    .collect(Collectors.toSet());
        }

        private static Set<String> names(Set<JavaClass> parts) {
            return parts.stream()
                    .map(EveryImplementationIsHeldToIt::nameInFile)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static String nameInFile(JavaClass part) {
            return part.getName().substring(part.getPackageName().length() + 1);
        }

        private static DescribedPredicate<JavaClass> implementARole(Rooms rooms) {
            return DescribedPredicate.describe(
                    "implement a role",
                    type -> !type.isInterface()
                            && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                            && !isFakeInATest(type)
                            && !rolesOf(rooms, type).isEmpty());
        }

        private static Set<JavaClass> rolesOf(Rooms rooms, JavaClass type) {
            return type.getAllRawInterfaces().stream().filter(roles(rooms)).collect(Collectors.toSet());
        }

        @Override
        public String fixture() {
            return "contracts";
        }

        @Override
        public List<String> findings() {
            return List.of(
                    "local.UntestedArchive is held by no test to [ArchiveContract$Read, ArchiveContract$Store]",
                    "local.HalfTestedArchive is held by no test to [ArchiveContract$Read]");
        }
    }

    private static DescribedPredicate<JavaClass> roles(Rooms rooms) {
        return DescribedPredicate.describe(
                "roles among the out ports",
                type -> type.getPackageName().equals(rooms.in("core.port.out"))
                        && type.isTopLevelClass()
                        && type.isInterface()
                        && !Kinds.PACKAGE_INFO.test(type)
                        && !Kinds.isImmutablesValue(type)
                        && !NO_ROLES.containsKey(type.getSimpleName()));
    }

    /** A fake inside a module's tests is not shipped; where it was compiled to tells. */
    private static boolean isFakeInATest(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().getPath())
                .filter(path -> path.contains("/test-classes/") && !path.contains("/fixtures/"))
                .isPresent();
    }

    /** Returns the interfaces of a role's contract that declare tests: in its file, or extended from there. */
    private static Set<JavaClass> partsOfContract(Rooms rooms, JavaClass role) {
        String contract = rooms.in("testkit.contract") + "." + role.getSimpleName() + "Contract";
        return role.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .filter(type -> type.getName().equals(contract))
                .distinct()
                .flatMap(ContractsArchTest::classesOfFile)
                .flatMap(type -> Stream.concat(Stream.of(type), type.getAllRawInterfaces().stream()))
                .filter(type ->
                        type.getMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(Testable.class)))
                .collect(Collectors.toSet());
    }

    private static Stream<JavaClass> classesOfFile(JavaClass outermost) {
        return outermost.getPackage().getClasses().stream()
                .filter(type -> Kinds.outermost(type).equals(outermost));
    }
}
