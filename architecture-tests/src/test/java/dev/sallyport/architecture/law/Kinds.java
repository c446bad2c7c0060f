package dev.sallyport.architecture.law;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** Kinds of classes that rules tell apart. */
public final class Kinds {

    /** Written by an annotation processor, or nested in or derived from what one wrote: builders above all. */
    public static final DescribedPredicate<JavaClass> GENERATED =
            DescribedPredicate.describe("generated", Kinds::isGenerated);

    /** Names of a package's documentation and annotations. */
    public static final DescribedPredicate<JavaClass> PACKAGE_INFO = DescribedPredicate.describe(
            "package-info", type -> type.getSimpleName().equals("package-info"));

    private Kinds() {}

    /** Returns the class at the top of a file that a class was written in. */
    public static JavaClass outermost(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost;
    }

    /** Tells whether a class is a value that Immutables writes the class of. */
    public static boolean isImmutablesValue(JavaClass type) {
        return type.getAllSubclasses().stream()
                .anyMatch(subclass ->
                        subclass.getSimpleName().equals("Immutable" + type.getSimpleName()) && isGenerated(subclass));
    }

    private static boolean isGenerated(JavaClass type) {
        return outermost(type).getAnnotations().stream()
                        .anyMatch(annotation ->
                                annotation.getRawType().getSimpleName().endsWith("Generated"))
                || type.getRawSuperclass()
                        .filter(parent -> !parent.isEquivalentTo(Object.class))
                        .filter(parent -> type.getSimpleName().equals("Builder"))
                        .filter(Kinds::isGenerated)
                        .isPresent();
    }
}
