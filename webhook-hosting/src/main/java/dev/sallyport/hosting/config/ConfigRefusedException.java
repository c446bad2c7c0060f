package dev.sallyport.hosting.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration holds mistakes; its message lists them all, a line each. */
public final class ConfigRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    public ConfigRefusedException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    ConfigRefusedException(Position at, String message) {
        this(List.of(new ConfigProblem(at, message)));
    }

    /** Returns the mistakes in the order of their places. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
