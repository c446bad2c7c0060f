package dev.sallyport.lambda.wiring;

import java.util.UUID;

/** Texts that are used once: drawn from the system each time, so that processes restored from one snapshot differ. */
final class Nonces {

    private Nonces() {}

    /** Returns 32 letters and digits that nobody has had before. */
    static String next() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
