package dev.sallyport.hosting.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects mistakes, so that a user sees all of them at once; for one thread. */
public final class Problems {

    private final List<ConfigProblem> found = new ArrayList<>();

    /** Notes a mistake. */
    public void add(Position at, String message) {
        found.add(new ConfigProblem(at, message));
    }

    /** Returns the mistakes noted so far. */
    public List<ConfigProblem> found() {
        return List.copyOf(found);
    }

    void throwIfAny() throws ConfigRefusedException {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(
                            (ConfigProblem problem) -> problem.at().line())
                    .thenComparingInt(problem -> problem.at().column()));
            throw new ConfigRefusedException(found);
        }
    }
}
