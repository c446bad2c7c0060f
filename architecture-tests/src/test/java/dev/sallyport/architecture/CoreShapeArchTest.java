package dev.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.sallyport.architecture.law.Kinds;
import dev.sallyport.architecture.law.Law;
import dev.sallyport.architecture.law.Rooms;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

/** STYLE §6 rules 5 and 6, and the habits of STYLE §2 and §3 on ports and use cases. */
class CoreShapeArchTest {

    @Nested
    class BehaviourOfPortsIsAnInterface implements Law {

        private static final DescribedPredicate<JavaClass> DATA = DescribedPredicate.describe(
                "data",
                type -> type.isRecord()
                        || type.isEnum()
                        || type.isAnonymousClass()
                        || type.isAssignableTo(Throwable.class)
                        || Kinds.GENERATED.test(type)
                        || Kinds.PACKAGE_INFO.test(type));

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAPackage(rooms.tree("core.port"))
                    .and(DescribedPredicate.not(DATA))
                    .should()
                    .beInterfaces()
                    .because("a port is a need; how it is met is the adapter's business");
        }

        @Override
        public String fixture() {
            return "ports";
        }

        @Override
        public List<String> findings() {
            return List.of("core.port.out.BehavesByItself>");
        }
    }

    @Nested
    class SignaturesOfPortsUseOwnTypes implements Law {

        @Override
        public ArchRule in(Rooms rooms) {
            return methods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(rooms.tree("core.port"))
                    .and()
                    .areDeclaredInClassesThat(DescribedPredicate.not(Kinds.GENERATED))
                    .should(nameOnlyTypesOf(rooms))
                    .because("a library in a port's signature would be chosen for every adapter");
        }

        private static ArchCondition<JavaMethod> nameOnlyTypesOf(Rooms rooms) {
            String core = rooms.in("core") + ".";
            return new ArchCondition<>("name only types of the JDK and the core") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    Stream.concat(
                                    method.getAllInvolvedRawTypes().stream(),
                                    method.getExceptionTypes().stream().map(JavaType::toErasure))
                            .map(JavaClass::getBaseComponentType)
                            .filter(type -> !type.isPrimitive()
                                    && !type.getName().startsWith("java.")
                                    && !type.getName().startsWith(core))
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    method, method.getFullName() + " names " + type.getName())));
                }
            };
        }

        @Override
        public String fixture() {
            return "ports";
        }

        @Override
        public List<String> findings() {
            return List.of(
                    "Queue.foreign(org.assertj.core.data.Offset) names",
                    "Queue.foreignElements(java.util.List) names",
                    "Queue.foreignFault() names");
        }
    }

    @Nested
    class InPortsAreUseCases implements Law {

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAPackage(rooms.in("core.port.in"))
                    .and()
                    .areTopLevelClasses()
                    .and()
                    .areInterfaces()
                    .and(DescribedPredicate.not(DescribedPredicate.describe(
                            "data or package-info",
                            type -> Kinds.isImmutablesValue(type) || Kinds.PACKAGE_INFO.test(type))))
                    .should()
                    .haveSimpleNameEndingWith("UseCase");
        }

        @Override
        public String fixture() {
            return "ports";
        }

        @Override
        public List<String> findings() {
            return List.of("core.port.in.Receiving>");
        }
    }

    @Nested
    class UseCasesAreHidden implements Law {

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAPackage(rooms.tree("core.application"))
                    .and(DescribedPredicate.describe(
                            "implement a port",
                            type -> !type.isInterface()
                                    && type.getAllRawInterfaces().stream()
                                            .anyMatch(parent ->
                                                    parent.getPackageName().startsWith(rooms.in("core.port")))))
                    .should()
                    .notBePublic()
                    .because("hosts know the interface and the one factory");
        }

        @Override
        public String fixture() {
            return "ports";
        }

        @Override
        public List<String> findings() {
            return List.of("core.application.ShowsItself>");
        }
    }

    @Nested
    class FieldsOfValuesAreFinal implements Law {

        /** Public and yet no values: workers for one thread that a neighbouring package of the same room uses. */
        private static final Set<String> FOR_ONE_THREAD = Set.of("RequestFields");

        /** What others may hold on to: public types, and whatever is compared by content. */
        private static final DescribedPredicate<JavaClass> VALUE = DescribedPredicate.describe(
                "values",
                type -> !Kinds.GENERATED.test(type)
                        && !type.getSimpleName().equals("Builder")
                        && !FOR_ONE_THREAD.contains(type.getSimpleName())
                        && (type.getModifiers().contains(JavaModifier.PUBLIC)
                                || type.tryGetMethod("equals", Object.class).isPresent()));

        @Override
        public ArchRule in(Rooms rooms) {
            return fields().that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(rooms.core())
                    .and()
                    .areDeclaredInClassesThat(VALUE)
                    .should()
                    .beFinal()
                    .because("values are shared between threads");
        }

        @Override
        public String fixture() {
            return "fields";
        }

        @Override
        public List<String> findings() {
            return List.of("ChangesItself.name>", "IsComparedAndChanges.count>");
        }
    }

    @Nested
    class NoStateIsGlobal implements Law {

        @Override
        public ArchRule in(Rooms rooms) {
            return fields().that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(rooms.core())
                    .and()
                    .areStatic()
                    .should()
                    .beFinal();
        }

        @Override
        public String fixture() {
            return "fields";
        }

        @Override
        public List<String> findings() {
            return List.of("IsGlobal.last>");
        }
    }
}
