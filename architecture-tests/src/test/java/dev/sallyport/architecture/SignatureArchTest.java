package dev.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.sallyport.architecture.law.Reach.anyMemberOf;
import static dev.sallyport.architecture.law.Reach.anyOf;
import static dev.sallyport.architecture.law.Reach.member;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.sallyport.architecture.law.Law;
import dev.sallyport.architecture.law.Rooms;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import org.junit.jupiter.api.Nested;

/** STYLE §6 rule 7: signatures are compared as bytes, in a time that tells nothing (guarantee G5). */
class SignatureArchTest {

    /** No array in this room is so harmless that comparing it in constant time would hurt. */
    @Nested
    class ArraysAreComparedInConstantTime implements Law {

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.tree("core.signature"))
                    .should()
                    .accessTargetWhere(anyOf(
                            member(Arrays.class, "equals", "deepEquals", "compare", "compareUnsigned", "mismatch"),
                            member(Objects.class, "deepEquals")))
                    .because(
                            "they stop at the first difference; MessageDigest.isEqual and ConstantTime.areEqual do not");
        }

        @Override
        public String fixture() {
            return "signature";
        }

        @Override
        public List<String> findings() {
            return List.of("ComparesArrays.matches(", "ComparesArrays.matchesDeeply(");
        }
    }

    /**
     * The comparison path is every class that makes or checks signatures or holds the bytes of a key. Text is compared
     * elsewhere, for example in the classes that find the signature's header.
     */
    @Nested
    class TheComparisonPathComparesNoText implements Law {

        private static final DescribedPredicate<JavaAccess<?>> EARLY_EXIT = anyOf(
                member(
                        String.class,
                        "equals",
                        "equalsIgnoreCase",
                        "contentEquals",
                        "compareTo",
                        "compareToIgnoreCase",
                        "regionMatches"),
                member(CharSequence.class, "compare"),
                member(Objects.class, "equals"),
                member(ByteBuffer.class, "equals", "compareTo", "mismatch"));

        private static DescribedPredicate<JavaClass> comparisonPath(Rooms rooms) {
            String keys = rooms.in("core.signature.key");
            String codes = rooms.in("core.signature") + ".HmacComputation";
            DescribedPredicate<JavaAccess<?>> makesOrChecks =
                    anyOf(anyMemberOf(Mac.class), anyMemberOf(MessageDigest.class), anyMemberOf(Signature.class));
            return DescribedPredicate.describe(
                    "are on the comparison path",
                    type -> type.getAccessesFromSelf().stream()
                            .anyMatch(access -> makesOrChecks.test(access)
                                    || access.getTargetOwner().getName().equals(codes)
                                    || returnsBytesOf(keys, access)));
        }

        private static boolean returnsBytesOf(String keys, JavaAccess<?> access) {
            return access.getTargetOwner().getPackageName().equals(keys)
                    && access.getTarget() instanceof CodeUnitAccessTarget target
                    && target.getRawReturnType().isEquivalentTo(byte[].class);
        }

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.tree("core.signature"))
                    .and()
                    .resideOutsideOfPackage(rooms.tree("core.signature.key"))
                    .and(comparisonPath(rooms))
                    .should()
                    .accessTargetWhere(EARLY_EXIT)
                    .because("text of a digest or token differs early or late, and the time shows it");
        }

        @Override
        public String fixture() {
            return "signature";
        }

        @Override
        public List<String> findings() {
            return List.of(
                    "ComparesText.matches(",
                    "ComparesText.matchesByObjects(",
                    "ComparesText.byReference(",
                    "ComparesBuffers.matches(",
                    "ComparesTokens.matches(");
        }
    }
}
