package dev.sallyport.benchmarks.coldstart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the comparison is run.
 *
 * @param rounds how often each function is started for each size
 * @param invocations how many further webhooks each process gets after its first
 * @param memory sizes in megabytes
 * @param json whether the result is JSON
 */
record Options(int rounds, int invocations, List<Integer> memory, boolean json) {

    static final String USAGE = """
            Usage: benchmarks/compare-cold-start [--rounds N] [--invocations N] [--memory MB,...] [--json]

            Starts the packaged receiver, a trivial handler, and handlers in Node and Python in turn, each by a Runtime
            API of its own against emulated AWS, and prints how long each took from the start of its process to its
            first answer, what it takes from then on, its processor time and its peak memory.
            Default: 5 rounds, 40 further invocations of each process, 256 and 512 MB.

            Example: benchmarks/compare-cold-start --rounds 3 --memory 512 --json""";

    private static final int LEAST_MEMORY = 128;

    Options {
        memory = List.copyOf(memory);
    }

    /** Reads arguments; null if they are not understood, or ask for help. */
    static @Nullable Options parse(String... arguments) {
        Options options = new Options(5, 40, List.of(256, 512), false);
        for (int i = 0; options != null && i < arguments.length; i++) {
            if (arguments[i].equals("--json")) {
                options = new Options(options.rounds, options.invocations, options.memory, true);
            } else {
                options = i + 1 < arguments.length ? options.with(arguments[i], arguments[i + 1]) : null;
                i++;
            }
        }
        return options;
    }

    private @Nullable Options with(String name, String value) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : value.split(",", -1)) {
            if (!number.matches("[1-9][0-9]{0,4}")) {
                return null;
            }
            numbers.add(Integer.parseInt(number));
        }
        return switch (name) {
            case "--rounds" -> numbers.size() == 1 ? new Options(numbers.getFirst(), invocations, memory, json) : null;
            case "--invocations" -> numbers.size() == 1 ? new Options(rounds, numbers.getFirst(), memory, json) : null;
            case "--memory" ->
                numbers.stream().allMatch(size -> size >= LEAST_MEMORY)
                        ? new Options(rounds, invocations, numbers, json)
                        : null;
            default -> null;
        };
    }
}
