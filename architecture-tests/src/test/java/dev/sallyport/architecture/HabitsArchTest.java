package dev.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.sallyport.architecture.law.Reach.anyOf;
import static dev.sallyport.architecture.law.Reach.member;
import static dev.sallyport.architecture.law.Reach.method;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.sallyport.architecture.law.Kinds;
import dev.sallyport.architecture.law.Law;
import dev.sallyport.architecture.law.Rooms;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Nested;

/** STYLE §6 rule 14, and what STYLE §4 says of packages: habits of every module. */
class HabitsArchTest {

    private static final DescribedPredicate<JavaClass> OPTIONAL = DescribedPredicate.describe(
            "an Optional",
            type -> type.isEquivalentTo(Optional.class)
                    || type.isEquivalentTo(OptionalInt.class)
                    || type.isEquivalentTo(OptionalLong.class)
                    || type.isEquivalentTo(OptionalDouble.class));

    @Nested
    class NoFieldIsOptional implements Law {

        @Override
        public ArchRule in(Rooms rooms) {
            return fields().that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(rooms.all())
                    .should()
                    .notHaveRawType(OPTIONAL)
                    .because("a field that may be absent is @Nullable");
        }

        @Override
        public String fixture() {
            return "habits";
        }

        @Override
        public List<String> findings() {
            return List.of("core.TakesOptionals.field>");
        }
    }

    @Nested
    class NoParameterIsOptional implements Law {

        @Override
        public ArchRule in(Rooms rooms) {
            return codeUnits()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(rooms.all())
                    .should(takeNoOptional())
                    .because("a caller should not wrap what it has");
        }

        private static ArchCondition<JavaCodeUnit> takeNoOptional() {
            return new ArchCondition<>("take no Optional") {
                @Override
                public void check(JavaCodeUnit code, ConditionEvents events) {
                    if (!isLambda(code) && code.getRawParameterTypes().stream().anyMatch(OPTIONAL)) {
                        events.add(SimpleConditionEvent.violated(code, code.getFullName() + " takes an Optional"));
                    }
                }
            };
        }

        private static boolean isLambda(JavaCodeUnit code) {
            return code.getName().startsWith("lambda$");
        }

        @Override
        public String fixture() {
            return "habits";
        }

        @Override
        public List<String> findings() {
            return List.of("TakesOptionals.method(", "TakesOptionals.<init>(");
        }
    }

    @Nested
    class NoExceptionIsGeneric implements Law {

        private static final DescribedPredicate<JavaClass> GENERIC = DescribedPredicate.describe(
                "generic",
                type -> type.isEquivalentTo(Throwable.class)
                        || type.isEquivalentTo(Exception.class)
                        || type.isEquivalentTo(RuntimeException.class)
                        || type.isEquivalentTo(Error.class));

        @Override
        public ArchRule in(Rooms rooms) {
            return codeUnits()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage(rooms.all())
                    .should(neitherMakeNorDeclareOne())
                    .because("nobody can catch one and know what happened");
        }

        private static ArchCondition<JavaCodeUnit> neitherMakeNorDeclareOne() {
            return new ArchCondition<>("neither make nor declare a generic exception") {
                @Override
                public void check(JavaCodeUnit code, ConditionEvents events) {
                    code.getConstructorCallsFromSelf().stream()
                            .filter(call -> GENERIC.test(call.getTargetOwner()))
                            // A constructor of an exception calls that of its parent.
                            .filter(call -> !isOfASubclass(code, call.getTargetOwner()))
                            .forEach(call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
                    code.getExceptionTypes().stream()
                            // A bridge repeats what the interface of a type parameter declares.
                            .filter(type -> !code.getModifiers().contains(JavaModifier.BRIDGE))
                            .filter(type -> GENERIC.test(type.toErasure()))
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    code, code.getFullName() + " declares " + type.getName())));
                }
            };
        }

        private static boolean isOfASubclass(JavaCodeUnit code, JavaClass parent) {
            return code.isConstructor()
                    && code.getOwner().getRawSuperclass().filter(parent::equals).isPresent();
        }

        @Override
        public String fixture() {
            return "habits";
        }

        @Override
        public List<String> findings() {
            return List.of("ThrowsAnything.make(", "ThrowsAnything.declare(");
        }
    }

    @Nested
    class NobodyUsesTheStandardStreams implements Law {

        private static final DescribedPredicate<JavaAccess<?>> STREAMS = anyOf(
                member(System.class, "out", "err", "in", "console", "setOut", "setErr", "setIn"),
                method(Throwable.class, "printStackTrace"));

        /** A program's entry is where the process's streams become writers that are handed on. */
        private static final DescribedPredicate<JavaAccess<?>> IN_MAIN = DescribedPredicate.describe(
                "in main", access -> access.getOrigin().getName().equals("main"));

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.all())
                    .should()
                    .accessTargetWhere(STREAMS.and(DescribedPredicate.not(IN_MAIN)))
                    .because("output goes to the writers that the command line hands out, and to telemetry");
        }

        @Override
        public String fixture() {
            return "habits";
        }

        @Override
        public List<String> findings() {
            return List.of("Prints.line(", "Prints.trace(");
        }
    }

    @Nested
    class NamesSayWhatThingsAre implements Law {

        private static final Set<String> EMPTY_WORDS = Set.of("Impl", "Manager", "Helper", "Util", "Utils");

        /** The name of a service, in which the word is not ours. */
        private static final String SERVICE = "SecretsManager";

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAPackage(rooms.all())
                    .and(DescribedPredicate.not(Kinds.GENERATED))
                    .should(notEndInAnEmptyWord());
        }

        private static ArchCondition<JavaClass> notEndInAnEmptyWord() {
            return new ArchCondition<>("not end in an empty word") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    EMPTY_WORDS.stream()
                            .filter(word -> type.getSimpleName().endsWith(word)
                                    && !type.getSimpleName().endsWith(SERVICE))
                            .forEach(word -> events.add(
                                    SimpleConditionEvent.violated(type, type.getName() + " ends in " + word)));
                }
            };
        }

        @Override
        public String fixture() {
            return "habits";
        }

        @Override
        public List<String> findings() {
            return List.of("QueueImpl ends in Impl", "QueueUtils ends in Utils", "QueueHelper ends in Helper");
        }
    }

    @Nested
    class PackagesAreNullMarked implements Law {

        @Override
        public ArchRule in(Rooms rooms) {
            return classes()
                    .that()
                    .resideInAPackage(rooms.all())
                    .and()
                    .areTopLevelClasses()
                    .and(DescribedPredicate.not(Kinds.PACKAGE_INFO))
                    .should(liveInANullMarkedPackage())
                    .because("a type without a mark is neither nullable nor not");
        }

        private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
            return new ArchCondition<>("live in a package whose package-info says @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " lives in a package that is not @NullMarked"));
                    }
                }
            };
        }

        @Override
        public String fixture() {
            return "marks";
        }

        @Override
        public List<String> findings() {
            return List.of("marks.unmarked.LivesUnmarked lives", "marks.undocumented.LivesUndocumented lives");
        }
    }
}
