package dev.sallyport.hosting.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Guesses which known name was meant. */
final class Spelling {

    private Spelling() {}

    /** Returns {@code did you mean 'x'?}, or the list of what is known if nothing is near. */
    static String suggestion(String given, Collection<String> known) {
        String nearest = nearest(given, known);
        return nearest == null ? "known are " + list(known) : "did you mean '" + nearest + "'?";
    }

    static String list(Collection<String> known) {
        return known.stream().sorted().collect(Collectors.joining(", "));
    }

    private static @Nullable String nearest(String given, Collection<String> known) {
        String wanted = given.toLowerCase(Locale.ROOT);
        List<String> byDistance = known.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        if (byDistance.isEmpty()) {
            return null;
        }
        String best = byDistance.getFirst();
        int allowed = Math.max(1, Math.max(wanted.length(), best.length()) / 3);
        return distance(wanted, best.toLowerCase(Locale.ROOT)) <= allowed ? best : null;
    }

    /** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
    static int distance(String one, String other) {
        // Words longer than any known name are not worth a quadratic table.
        if (Math.abs(one.length() - other.length()) > 8) {
            return Integer.MAX_VALUE;
        }
        int[][] table = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int replaced = table[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                int least = Math.min(replaced, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                table[i][j] = swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
            }
        }
        return table[one.length()][other.length()];
    }
}
