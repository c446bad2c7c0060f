package dev.sallyport.hosting.api.request;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a word that stands for one of a few things. */
public final class Choice {

    private Choice() {}

    /** Returns what a word stands for, in capitals or not; null if for nothing. */
    public static <T> @Nullable T of(String word, T[] choices, Function<T, String> nameOf) {
        for (T choice : choices) {
            if (nameOf.apply(choice).equalsIgnoreCase(word)) {
                return choice;
            }
        }
        return null;
    }

    /** Says which words there are. */
    public static <T> String remedy(String name, T[] choices, Function<T, String> nameOf) {
        return "'" + name + "' must be one of "
                + Arrays.stream(choices).map(nameOf).collect(Collectors.joining(", "));
    }
}
