package dev.sallyport.core.signature;

/** How sure it is that a scheme's definition is right; also shown in the catalogue's table. */
public enum Confidence {
    /** Read in the provider's own SDK, tests or documentation repository. */
    A,
    /** Read in an excerpt of the provider's own documentation. */
    D,
    /** Read in a third party that verifies this provider. */
    B,
    /** General knowledge; confirm before relying on it. */
    C,
    /** Defined by the operator of this gateway. */
    OWN
}
