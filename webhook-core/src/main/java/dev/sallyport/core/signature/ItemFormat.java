package dev.sallyport.core.signature;

/**
 * What a signature looks like within its text: {@code sha256={signature}}, {@code v1,{signature}},
 * {@code {keyId}/SHA256/{signature}}.
 *
 * @param before what stands before the key id or, without one, before the signature
 * @param namesKey whether a key id stands before the signature
 * @param between what stands between key id and signature
 * @param after what stands after the signature
 */
public record ItemFormat(String before, boolean namesKey, String between, String after) {

    private static final String SIGNATURE = "{signature}";
    private static final String KEY_ID = "{keyId}";

    /** The signature alone. */
    public static final ItemFormat BARE = new ItemFormat("", false, "", "");

    /**
     * Reads the notation above.
     *
     * @throws IllegalArgumentException if the text does not hold {@code {signature}} once, with a separator between it
     *     and a key id that precedes it
     */
    public static ItemFormat parse(String text) {
        int signature = text.indexOf(SIGNATURE);
        int keyId = text.indexOf(KEY_ID);
        int between = keyId + KEY_ID.length();
        if (signature < 0 || keyId > signature || (keyId >= 0 && between == signature)) {
            throw new IllegalArgumentException(
                    "'" + text + "' must hold {signature}, such as sha256={signature} or {keyId}/{signature}");
        }
        String after = text.substring(signature + SIGNATURE.length());
        return keyId < 0
                ? new ItemFormat(text.substring(0, signature), false, "", after)
                : new ItemFormat(text.substring(0, keyId), true, text.substring(between, signature), after);
    }

    /** Tells whether the characters from one index up to another have this form; key id and signature may be empty. */
    boolean matches(String text, int from, int to) {
        int fixed = before.length() + between.length() + after.length();
        return to - from >= fixed
                && text.startsWith(before, from)
                && text.regionMatches(to - after.length(), after, 0, after.length())
                && (!namesKey || betweenAt(text, from, to) >= 0);
    }

    /** Returns where the signature begins in a text that matches. */
    int signatureFrom(String text, int from, int to) {
        return namesKey ? betweenAt(text, from, to) + between.length() : from + before.length();
    }

    /** Returns the key id in a text that matches a form that has one. */
    String keyId(String text, int from, int to) {
        return text.substring(from + before.length(), betweenAt(text, from, to));
    }

    private int betweenAt(String text, int from, int to) {
        int at = text.indexOf(between, from + before.length());
        return at >= 0 && at + between.length() <= to - after.length() ? at : -1;
    }

    /** Writes a signature in this form. */
    String render(String keyId, String signature) {
        return before + (namesKey ? keyId + between : "") + signature + after;
    }
}
