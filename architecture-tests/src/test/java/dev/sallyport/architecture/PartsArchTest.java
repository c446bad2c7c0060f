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
import org.junit.jupiter.api.Nested;

/** STYLE §6 rule 8, and DESIGN §2: which part of a module may know which. */
class PartsArchTest {

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
