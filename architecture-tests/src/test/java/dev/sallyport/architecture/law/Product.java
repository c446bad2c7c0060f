package dev.sallyport.architecture.law;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled modules of this repository. Imported once: the rules share what they look at and change nothing. */
public final class Product {

    /** The modules whose classes the rules are about; benchmarks are run by hand and depend on whatever they measure. */
    static final List<String> MODULES = List.of(
            "webhook-core",
            "webhook-testkit",
            "webhook-hosting",
            "webhook-adapters-aws",
            "webhook-lambda-entrypoints",
            "webhook-infra-cdk",
            "webhook-emulation",
            "webhook-local",
            "webhook-local-emulated");

    private static final Path ROOT = findRoot();

    private Product() {}

    /** Returns the main classes of all modules. */
    public static JavaClasses classes() {
        return MainClasses.IMPORTED;
    }

    /** Returns the main and test classes of all modules. */
    public static JavaClasses classesAndTests() {
        return AllClasses.IMPORTED;
    }

    /** Returns the repository's root. */
    public static Path root() {
        return ROOT;
    }

    /** Tells whether a module has source code, judged by its files and not by what was imported. */
    static boolean hasCode(String module) {
        Path sources = ROOT.resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.endsWith(".java") && !name.equals("package-info.java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path findRoot() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("architecture-tests"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    private static Stream<Path> outputs(String directory) {
        return MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve("target").resolve(directory))
                .filter(Files::isDirectory);
    }

    private static final class MainClasses {
        static final JavaClasses IMPORTED =
                new ClassFileImporter().importPaths(outputs("classes").toList());
    }

    private static final class AllClasses {
        static final JavaClasses IMPORTED = new ClassFileImporter()
                .importPaths(Stream.concat(outputs("classes"), outputs("test-classes"))
                        .toList());
    }
}
