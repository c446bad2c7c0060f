package dev.sallyport.testkit.simulator.outbound;

import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.port.out.SecretCipher;

/** Hides nothing: in a run nobody looks at secrets, and sealing them properly would take a good part of its time. */
final class PlainCipher implements SecretCipher {

    @Override
    public String currentKeyVersion() {
        return "none";
    }

    @Override
    public SealedSecret seal(SecretText secret, String context) {
        return SealedSecret.of(currentKeyVersion(), secret.toUtf8());
    }

    @Override
    public SecretText open(SealedSecret sealed, String context) {
        return SecretText.ofUtf8(sealed.toByteArray());
    }
}
