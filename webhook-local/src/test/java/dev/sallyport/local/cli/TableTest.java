package dev.sallyport.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void shouldLayOutColumnsAndPutNumbersToTheRight() {
        Table table = new Table("PROVIDER", "SENT", "STATE")
                .row("stripe", 10, "fine")
                .row("a-long-provider", 1_234, "")
                .row("ä😀", "-", "ok");

        assertThat(table.lines())
                .containsExactly(
                        "PROVIDER         SENT  STATE",
                        "stripe             10  fine",
                        "a-long-provider  1234",
                        "ä😀                  -  ok");
    }

    @Test
    void shouldLetNoControlCharactersThrough() {
        assertThat(new Table("A").row("x\u001b[31m\n\u202ey").lines()).containsExactly("A", "x?[31m??y");
    }

    @Test
    void shouldRefuseRowsOfAnotherWidth() {
        assertThatThrownBy(() -> new Table("A", "B").row("1")).isInstanceOf(IllegalArgumentException.class);
    }
}
