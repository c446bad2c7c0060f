package dev.sallyport.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SallyportTest {

    private final FakeTerminal terminal = FakeTerminal.piped();

    private int run(String... arguments) {
        return Sallyport.run(terminal.terminal(), arguments);
    }

    @Command(name = "fail")
    private static final class FailingCommand implements Callable<Integer> {

        @Mixin
        private final CommonOptions common = new CommonOptions();

        private final RuntimeException failure;

        FailingCommand(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() {
            throw failure;
        }
    }

    private int fail(RuntimeException failure, String... arguments) {
        return Sallyport.run(terminal.terminal(), List.of(new FailingCommand(failure)), arguments);
    }

    @Test
    void shouldShowHelpWithAnExampleForEveryCommand() {
        Deque<CommandLine> open = new ArrayDeque<>();
        open.add(Sallyport.commandLine(terminal.terminal()));
        int seen = 0;
        while (!open.isEmpty()) {
            CommandLine command = open.remove();
            assertThat(command.getUsageMessage())
                    .contains("Example")
                    .contains("--help")
                    .contains("  sallyport ");
            open.addAll(command.getSubcommands().values());
            seen++;
        }
        assertThat(seen).isGreaterThanOrEqualTo(3);
        assertThat(run("--help")).isZero();
        assertThat(terminal.out()).startsWith("Usage: sallyport ");
    }

    @Test
    void shouldShowTheVersion() {
        assertThat(run("--version")).isZero();
        assertThat(terminal.out()).isEqualTo("sallyport unpackaged\n");
    }

    @Test
    void shouldSayInOneLineHowItWasCalledWrongly() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("confg")).isEqualTo(2);
        assertThat(run("config", "check", "--jsn")).isEqualTo(2);
        assertThat(terminal.err()).isEqualTo("""
                        sallyport: a command is missing (see sallyport --help)
                        sallyport: Unmatched argument at index 0: 'confg'; did you mean config? (see sallyport --help)
                        sallyport: Unknown option: '--jsn'; did you mean --json? (see sallyport config check --help)
                        """);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void shouldShowDesignedFailuresAsTheyAre() {
        assertThat(fail(new CommandFailure("port 80 is in use\nand so is 81"), "fail"))
                .isEqualTo(1);
        assertThat(terminal.err()).isEqualTo("sallyport: port 80 is in use\nsallyport: and so is 81\n");
    }

    @Test
    void shouldShowOnlyTheTypeOfAFaultUnlessAsked() {
        assertThat(fail(new IllegalStateException("a secret"), "fail")).isEqualTo(3);
        assertThat(terminal.err())
                .isEqualTo("sallyport: a fault of the program, IllegalStateException:"
                        + " run it again with --debug to see where\n");

        assertThat(fail(new IllegalStateException("details"), "fail", "--debug"))
                .isEqualTo(3);
        assertThat(terminal.err()).contains("IllegalStateException: details").contains("\tat ");
    }

    @Test
    void shouldWriteFailuresAsJsonIfAsked() {
        assertThat(fail(new CommandFailure("no \"luck\""), "fail", "--json")).isEqualTo(1);
        assertThat(terminal.out()).isEqualTo("{\"error\":\"no \\\"luck\\\"\"}\n");
        assertThat(terminal.err()).isEmpty();
    }
}
