package dev.sallyport.architecture.law;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Predicates on what code reaches for: calls and method references alike, for {@code accessTargetWhere}. */
public final class Reach {

    private Reach() {}

    /** Whatever one of the predicates says. */
    @SafeVarargs
    public static DescribedPredicate<JavaAccess<?>> anyOf(DescribedPredicate<JavaAccess<?>>... predicates) {
        return DescribedPredicate.describe(
                Stream.of(predicates)
                        .map(DescribedPredicate::getDescription)
                        .collect(Collectors.joining(", ", "one of ", "")),
                access -> Stream.of(predicates).anyMatch(predicate -> predicate.test(access)));
    }

    /** Members of a type, or of a subtype, by name; constructors are {@code <init>}. */
    public static DescribedPredicate<JavaAccess<?>> member(Class<?> owner, String... names) {
        Set<String> wanted = Set.of(names);
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + String.join("|", names),
                access -> access.getTargetOwner().isAssignableTo(owner) && wanted.contains(access.getName()));
    }

    /** Any member of a type or of a subtype. */
    public static DescribedPredicate<JavaAccess<?>> anyMemberOf(Class<?> owner) {
        return DescribedPredicate.describe(
                owner.getSimpleName(), access -> access.getTargetOwner().isAssignableTo(owner));
    }

    /** A method of exactly these parameters. */
    public static DescribedPredicate<JavaAccess<?>> method(Class<?> owner, String name, Class<?>... parameters) {
        DescribedPredicate<JavaAccess<?>> named = member(owner, name);
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + name + parameters.length,
                access -> named.test(access) && hasParameters(access, parameters));
    }

    /** A method or constructor without arguments, of any type in a package. */
    public static DescribedPredicate<JavaAccess<?>> argumentless(String packageName, String name) {
        return DescribedPredicate.describe(
                packageName + ".*." + name + "()",
                access -> access.getTargetOwner().getPackageName().equals(packageName)
                        && access.getName().equals(name)
                        && hasParameters(access));
    }

    private static boolean hasParameters(JavaAccess<?> access, Class<?>... parameters) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().size() == parameters.length
                && matches(target, parameters);
    }

    private static boolean matches(CodeUnitAccessTarget target, Class<?>... parameters) {
        for (int i = 0; i < parameters.length; i++) {
            if (!target.getRawParameterTypes().get(i).isEquivalentTo(parameters[i])) {
                return false;
            }
        }
        return true;
    }
}
