package dev.sallyport.local.transfer;

/**
 * A line of an export: {@code {"kind":…}}.
 *
 * @param kind one word
 * @param json the value
 */
record Line(String kind, String json) {

    private static final String BEFORE_KIND = "{\"";
    private static final String AFTER_KIND = "\":";

    String text() {
        return BEFORE_KIND + kind + AFTER_KIND + json + '}';
    }

    /**
     * Reads a line.
     *
     * @throws TransferException if it is no line of an export
     */
    static Line read(String text) {
        int end = text.indexOf(AFTER_KIND);
        if (!text.startsWith(BEFORE_KIND) || end < 0 || !text.endsWith("}")) {
            throw new TransferException("a line of the export is not one that an export writes");
        }
        return new Line(
                text.substring(BEFORE_KIND.length(), end),
                text.substring(end + AFTER_KIND.length(), text.length() - 1));
    }
}
