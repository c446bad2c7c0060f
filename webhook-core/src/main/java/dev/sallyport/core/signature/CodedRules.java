package dev.sallyport.core.signature;

/**
 * Rules that do not fit the data model and are written in code.
 *
 * @param code the code
 */
public record CodedRules(CodedScheme code) implements SchemeRules {

    @Override
    public Coverage coverage() {
        return code.coverage();
    }
}
