package dev.sallyport.readme;

import dev.sallyport.architecture.law.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a reader sees first. */
final class Readme {

    private final String text;

    private Readme(String text) {
        this.text = text;
    }

    static Readme read() {
        try {
            return new Readme(Files.readString(Product.root().resolve("README.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines of the one block of a language. */
    List<String> block(String language) {
        List<String> blocks = all(Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$"));
        if (blocks.size() != 1) {
            throw new IllegalStateException(blocks.size() + " blocks of " + language + ", not 1");
        }
        return blocks.getFirst().lines().toList();
    }

    /** Returns the first group of every match, each once. */
    List<String> all(Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }
}
