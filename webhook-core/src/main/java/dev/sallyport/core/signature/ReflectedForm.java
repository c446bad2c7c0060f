package dev.sallyport.core.signature;

/**
 * What a value must look like before an answer repeats it to whoever sent it. Narrow forms keep the gate from being used
 * to say a stranger's words to another stranger's browser, and from signing a text that could be passed off as a body.
 */
public enum ReflectedForm {
    /** 1 to 256 characters of letters, digits and {@code . _ ~ + / = -}: no body, no markup, no header line. */
    TOKEN,
    /** 20 to 32 lower-case hexadecimal digits. */
    HEX_CHALLENGE,
    /** 1 to 1024 characters, none of them a control character or half a surrogate pair. */
    LINE;

    private static final int LONGEST_TOKEN = 256;
    private static final int LONGEST_LINE = 1024;

    /** Tells whether a text is of this form. */
    public boolean admits(String text) {
        return switch (this) {
            case TOKEN ->
                !text.isEmpty()
                        && text.length() <= LONGEST_TOKEN
                        && text.chars().allMatch(ReflectedForm::isOfToken);
            case HEX_CHALLENGE ->
                text.length() >= 20
                        && text.length() <= 32
                        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
            case LINE ->
                !text.isEmpty()
                        && text.length() <= LONGEST_LINE
                        && text.codePoints().noneMatch(ReflectedForm::isControlOrSurrogate);
        };
    }

    private static boolean isOfToken(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._~+/=-".indexOf(c) >= 0;
    }

    /** Beside the control characters proper, those that end a line in some readers or turn the direction of text. */
    private static boolean isControlOrSurrogate(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
