package dev.sallyport.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    @Test
    void shouldWriteALineForEveryTenthWhereNobodyWatches() {
        FakeTerminal piped = FakeTerminal.piped();
        try (ProgressBar bar = new ProgressBar(piped.terminal(), "sent", 40)) {
            for (int i = 0; i < 41; i++) {
                bar.advance(1);
            }
        }
        assertThat(piped.err()).isEqualTo("""
                        sent 0 of 40
                        sent 4 of 40
                        sent 8 of 40
                        sent 12 of 40
                        sent 16 of 40
                        sent 20 of 40
                        sent 24 of 40
                        sent 28 of 40
                        sent 32 of 40
                        sent 36 of 40
                        sent 40 of 40
                        """);
        assertThat(piped.out()).isEmpty();
    }

    @Test
    void shouldDrawOverItsLineOnATerminal() {
        FakeTerminal watched = new FakeTerminal(true, Map.of());
        try (ProgressBar bar = new ProgressBar(watched.terminal(), "sent", 2)) {
            bar.reach(1);
            bar.reach(1);
            bar.reach(2);
        }
        assertThat(watched.err())
                .isEqualTo("\rsent 0 of 2 [........................................]\u001b[K"
                        + "\rsent 1 of 2 [####################....................]\u001b[K"
                        + "\rsent 2 of 2 [########################################]\u001b[K\n");
    }

    @Test
    void shouldReadTheWidthThatTheLauncherPasses() {
        assertThat(Terminal.columns("132")).isEqualTo(132);
        assertThat(Terminal.columns("")).isEqualTo(80);
        assertThat(Terminal.columns("3")).isEqualTo(20);
    }
}
