package dev.sallyport.local.cli;

import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.core.port.out.SecretSource.SecretOutcome;
import dev.sallyport.hosting.secrets.EnvelopeSecretCipher;
import dev.sallyport.hosting.secrets.KeptMasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The master keys of another gateway, in a file that the operator gives for one command. */
final class SourceKeys {

    private SourceKeys() {}

    /**
     * Returns what opens secrets that were sealed under the keys of a file.
     *
     * @throws CommandFailure if the file cannot be read or holds no keys; the message repeats nothing of them
     */
    static SecretCipher in(Path file) {
        try {
            String text = Files.readString(file);
            KeptMasterKeys.Keys keys = KeptMasterKeys.read(name -> new SecretOutcome.Found(text), file.toString());
            return new EnvelopeSecretCipher(new KeptMasterKeys(file.toString(), () -> keys));
        } catch (IOException e) {
            throw new CommandFailure("the keys in " + file + " cannot be read: " + e.getMessage(), e);
        } catch (PortUnavailableException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
