package dev.sallyport.core.signature.catalogue;

/** Says which field of a scheme's definition is wrong, and what would be right. */
public final class SchemeDefinitionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String path;

    SchemeDefinitionException(String path, String problem) {
        super(path + ": " + problem);
        this.path = path;
    }

    /** Returns the way to the field, outermost name first, such as {@code acme.signature.encoding}. */
    public String path() {
        return path;
    }
}
