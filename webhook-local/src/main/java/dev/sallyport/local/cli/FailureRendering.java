package dev.sallyport.local.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The one place where failures become text: a line each, without a stack trace unless {@code --debug} asks for it. With
 * {@code --json} the result is an object with {@code error}, on the stream of results.
 */
final class FailureRendering implements IExecutionExceptionHandler, IParameterExceptionHandler {

    static final int FAILED = 1;
    static final int CALLED_WRONGLY = 2;
    static final int FAULT = 3;

    private final Terminal terminal;

    FailureRendering(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        List<String> arguments = parsed.originalArgs();
        if (arguments.contains("--debug")) {
            failure.printStackTrace(terminal.err());
        }
        if (failure instanceof CommandFailure designed) {
            return render(String.valueOf(designed.getMessage()), arguments, FAILED);
        }
        // The message of a fault may quote what was being worked on: the type and --debug must do.
        return render(
                "a fault of the program, " + failure.getClass().getSimpleName()
                        + ": run it again with --debug to see where",
                arguments,
                FAULT);
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        StringBuilder message = new StringBuilder(oneLine(String.valueOf(failure.getMessage())));
        List<String> near =
                failure instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (!near.isEmpty()) {
            message.append("; did you mean ").append(String.join(" or ", near)).append('?');
        }
        message.append(" (see ")
                .append(command.getCommandSpec().qualifiedName())
                .append(" --help)");
        return render(message.toString(), List.of(arguments), CALLED_WRONGLY);
    }

    private int render(String message, List<String> arguments, int status) {
        if (arguments.contains("--json")) {
            JsonLine.print(terminal, json -> json.writeStringField("error", message));
        } else {
            message.lines().forEach(line -> terminal.err().println("sallyport: " + line));
        }
        terminal.err().flush();
        return status;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
