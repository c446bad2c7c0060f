package dev.sallyport.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.architecture.law.Product;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README names is there. */
class ReadmeReferencesTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT|Properties|Contract))`");
    private static final Pattern MODULE = Pattern.compile("(?m)^\\| `([a-z-]+)`");

    private final Readme readme = Readme.read();

    @Test
    void shouldLinkToFilesThatExist() {
        assertThat(readme.all(LINK))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Product.root().resolve(link)).exists());
    }

    @Test
    void shouldNameTestsThatExist() throws IOException {
        assertThat(readme.all(TEST)).isNotEmpty().isSubsetOf(classNamesOfAllModules());
    }

    @Test
    void shouldMapTheModulesOfTheReactor() throws IOException {
        List<String> reactor = Pattern.compile("<module>([^<]+)</module>")
                .matcher(Files.readString(Product.root().resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(readme.all(MODULE)).containsExactlyInAnyOrderElementsOf(reactor);
    }

    private static Set<String> classNamesOfAllModules() throws IOException {
        Set<String> names = new TreeSet<>();
        Files.walkFileTree(Product.root(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                return name.equals("target") || name.startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java")) {
                    names.add(name.substring(0, name.length() - ".java".length()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return names;
    }
}
