package dev.sallyport.core.signature.coded;

import dev.sallyport.core.signature.key.KeyRequest;
import dev.sallyport.core.signature.key.KeyResolution;
import dev.sallyport.core.signature.key.KeyResolver;
import dev.sallyport.core.signature.key.TestCertificate;
import dev.sallyport.core.signature.key.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;

/** Answers every request for a key with the certificates it was given, and remembers what it was asked. */
final class FetchedCertificate implements KeyResolver {

    static final KeyPair SIGNER = TestKeys.rsa("signer");
    static final KeyPair ISSUER = TestKeys.p256("issuer");
    static final byte[] ROOT = TestCertificate.of("issuer", ISSUER).authority().selfSigned();

    final List<KeyRequest> asked = new ArrayList<>();
    private final String document;

    private FetchedCertificate(String document) {
        this.document = document;
    }

    static FetchedCertificate of(byte[]... certificates) {
        StringBuilder pem = new StringBuilder();
        for (byte[] certificate : certificates) {
            pem.append(TestCertificate.pem(certificate));
        }
        return new FetchedCertificate(pem.toString());
    }

    static FetchedCertificate ofText(String document) {
        return new FetchedCertificate(document);
    }

    /** A certificate of the signer for some hosts, as its issuer makes it. */
    static byte[] leaf(String... hosts) {
        return TestCertificate.of("leaf", SIGNER).forHosts(hosts).signedBy("issuer", ISSUER);
    }

    @Override
    public KeyResolution resolve(KeyRequest request) {
        asked.add(request);
        return KeyResolution.ofDocument(request, document.getBytes(StandardCharsets.UTF_8));
    }
}
