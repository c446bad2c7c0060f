package dev.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.sallyport.architecture.law.Law;
import dev.sallyport.architecture.law.Rooms;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** STYLE §6 rule 1 and the layers of STYLE §2: what the core, and each of its rooms, may know. */
class CoreDependenciesArchTest {

    @Nested
    class TheCoreKnowsNobody implements Law {

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAPackage(rooms.core())
                    .and()
                    .resideOutsideOfPackages(rooms.tree("core.payload"), rooms.tree("core.format"))
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            rooms.core(), "java..", "javax.crypto..", "org.jspecify..", "org.immutables.value..")
                    .because("adapters, frameworks and formats come and go around it");
        }

        @Override
        public String fixture() {
            return "foreign";
        }

        @Override
        public List<String> findings() {
            return List.of("core.event.ParsesByItself.parse(");
        }
    }

    @Nested
    class RoomsKnowWhatLiesFurtherIn implements Law {

        private static final Set<String> CAPABILITIES =
                Set.of("payload", "signature", "ordering", "retry", "archive", "repair", "delivery", "format");

        private static final Set<String> PORTS = Set.of("port.in", "port.out");

        /** A capability that builds on another is named here; all others know {@code event} alone. */
        private static final Map<String, Set<String>> CAPABILITY_KNOWS = Map.of(
                "signature", Set.of("payload"),
                "delivery", Set.of("retry"),
                "format", Set.of("repair", "delivery", "retry", "ordering"));

        private static boolean isKnown(String room) {
            return room.equals("event")
                    || CAPABILITIES.contains(room)
                    || PORTS.contains(room)
                    || room.equals("application");
        }

        private static boolean mayKnow(String room, String other) {
            if (CAPABILITIES.contains(room)) {
                return other.equals("event")
                        || CAPABILITY_KNOWS.getOrDefault(room, Set.of()).contains(other);
            }
            return switch (room) {
                case "port.in", "port.out" -> other.equals("event") || CAPABILITIES.contains(other);
                case "application" -> true;
                default -> false;
            };
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAPackage(rooms.in("core") + ".*..")
                    .should(knowOnlyRoomsFurtherIn(rooms))
                    .because("services depend on ports, ports on capabilities, capabilities on event, never back");
        }

        private ArchCondition<JavaClass> knowOnlyRoomsFurtherIn(Rooms rooms) {
            return new ArchCondition<>("know only rooms further in") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    String room = rooms.roomOf(type);
                    if (!isKnown(room)) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " lives in the room '" + room + "', which has no place yet"));
                        return;
                    }
                    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                        String other = rooms.roomOf(dependency.getTargetClass());
                        if (!other.isEmpty() && !other.equals(room) && !mayKnow(room, other)) {
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                        }
                    }
                }
            };
        }

        @Override
        public String fixture() {
            return "rooms";
        }

        @Override
        public List<String> findings() {
            return List.of(
                    "core.event.KnowsACapability.policy",
                    "core.retry.KnowsAnotherCapability.signature",
                    "core.retry.KnowsAPort.queue",
                    "core.port.out.KnowsAService.service",
                    "core.attic.HasNoPlace lives in the room 'attic'");
        }
    }
}
