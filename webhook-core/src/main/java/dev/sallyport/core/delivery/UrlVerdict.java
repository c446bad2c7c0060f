package dev.sallyport.core.delivery;

/** Whether a URL may be an endpoint's; what its name resolves to is judged apart, at each connection. */
public sealed interface UrlVerdict {

    /** It may: connect to what this says, not to the text it was read from. */
    record Allowed(TargetUrl url) implements UrlVerdict {}

    /** It may not. */
    record Refused(TargetRefusal reason) implements UrlVerdict {}
}
