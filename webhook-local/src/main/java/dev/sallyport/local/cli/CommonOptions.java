package dev.sallyport.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Options that every command has, {@code --help} and {@code --version} among them. */
@Command(mixinStandardHelpOptions = true)
final class CommonOptions {

    @Option(names = "--json", description = "Write results as JSON, one object a line.")
    private boolean json;

    @Option(names = "--debug", description = "Show where in the program a failure arose.")
    private boolean debug;

    boolean json() {
        return json;
    }

    boolean debug() {
        return debug;
    }
}
