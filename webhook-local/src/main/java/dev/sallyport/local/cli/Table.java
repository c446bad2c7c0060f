package dev.sallyport.local.cli;

import java.util.ArrayList;
import java.util.List;

/** Lays out rows in columns as wide as their widest cell; numbers stand to the right. For one thread. */
final class Table {

    private static final String GAP = "  ";

    private final List<String> titles;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... titles) {
        this.titles = List.of(titles);
    }

    /** Adds a row of as many cells as there are titles. */
    Table row(Object... cells) {
        if (cells.length != titles.size()) {
            throw new IllegalArgumentException("a row has " + titles.size() + " cells, not " + cells.length);
        }
        List<String> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            row.add(oneLine(cell.toString()));
        }
        rows.add(row);
        return this;
    }

    /** Returns the lines, titles first, without blanks at their ends. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(titles));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    void print(Terminal terminal) {
        lines().forEach(terminal.out()::println);
        terminal.out().flush();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String blanks = " ".repeat(width(column) - columnsOf(cell));
            line.append(column == 0 ? "" : GAP).append(isNumeric(column) ? blanks + cell : cell + blanks);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int width = columnsOf(titles.get(column));
        for (List<String> row : rows) {
            width = Math.max(width, columnsOf(row.get(column)));
        }
        return width;
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).matches("[0-9][0-9.,]*( %)?|-"));
    }

    private static int columnsOf(String text) {
        return text.codePointCount(0, text.length());
    }

    /** What providers sent may hold control characters: none may reach a terminal. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
