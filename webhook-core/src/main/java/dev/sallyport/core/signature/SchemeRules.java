package dev.sallyport.core.signature;

/** How a scheme's signatures are checked and made: as data, or by code behind the same door. */
public sealed interface SchemeRules permits MessageRules, JwsRules, CodedRules {

    /** Returns what a signature of this scheme vouches for. */
    Coverage coverage();
}
