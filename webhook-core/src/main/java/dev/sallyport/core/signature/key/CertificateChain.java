package dev.sallyport.core.signature.key;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and those that vouch for it, each signed by the one behind it.
 *
 * <p>Judged at an instant that the caller gives, without network: revocation is not looked up. The only class of the core
 * that knows {@link Date}, because {@code java.security.cert} knows nothing else.
 */
public final class CertificateChain {

    /** No certificate that a provider signs webhooks with is larger; one of them needs a quarter of it. */
    private static final int LARGEST = 16_384;

    private static final int MOST = 8;

    /** How DER begins; the platform's reader would take PEM as well. */
    private static final byte SEQUENCE = 0x30;

    /** The kind of a subject alternative name that is a host name (RFC 5280 section 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private final List<X509Certificate> certificates;

    private CertificateChain(List<X509Certificate> certificates) {
        this.certificates = certificates;
    }

    /** Reads certificates in DER, the signer's first; null if there is none, one cannot be read, or there are too many. */
    public static @Nullable CertificateChain read(List<byte[]> encoded) {
        if (encoded.isEmpty() || encoded.size() > MOST) {
            return null;
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] der : encoded) {
            X509Certificate certificate = certificate(der);
            if (certificate == null) {
                return null;
            }
            certificates.add(certificate);
        }
        return new CertificateChain(List.copyOf(certificates));
    }

    /** Reads certificates in PEM; null as for DER, or if it holds something else. */
    public static @Nullable CertificateChain readPem(String text) {
        try {
            return AsymmetricKeys.parse(text.getBytes(StandardCharsets.UTF_8))
                    .entries()
                    .get(0)
                    .chain();
        } catch (KeyRefusedException e) {
            return null;
        }
    }

    private static @Nullable X509Certificate certificate(byte[] der) {
        if (der.length > LARGEST || der.length == 0 || der[0] != SEQUENCE) {
            return null;
        }
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            X509Certificate certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(in) instanceof X509Certificate x509
                            ? x509
                            : null;
            return in.available() == 0 ? certificate : null;
        } catch (CertificateException | RuntimeException e) {
            // Unchecked too: on hostile bytes the platform's parser has been seen to fail in many ways.
            return null;
        }
    }

    /** Returns the key of the first certificate. */
    public PublicKey publicKey() {
        return certificates.get(0).getPublicKey();
    }

    /** Returns how many certificates there are. */
    public int size() {
        return certificates.size();
    }

    /** Returns the first certificates only. */
    public CertificateChain first(int count) {
        return new CertificateChain(certificates.subList(0, count));
    }

    /** Returns each certificate by itself. */
    public List<CertificateChain> apart() {
        return certificates.stream()
                .map(certificate -> new CertificateChain(List.of(certificate)))
                .toList();
    }

    /** Tells whether a certificate, counted from 0, has an extension. */
    public boolean hasExtension(int certificate, String oid) {
        return certificates.get(certificate).getExtensionValue(oid) != null;
    }

    /** Tells whether the first certificate is for a host name that fits. */
    public boolean namesHost(Predicate<String> wanted) {
        try {
            Collection<List<?>> names = certificates.get(0).getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .anyMatch(name -> name.get(0).equals(DNS_NAME)
                                    && name.get(1) instanceof String host
                                    && wanted.test(host));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /** Tells whether all the certificates hold at an instant. */
    public boolean holdsAt(Instant instant) {
        return certificates.stream()
                .noneMatch(certificate ->
                        instant.isBefore(certificate.getNotBefore().toInstant())
                                || instant.isAfter(certificate.getNotAfter().toInstant()));
    }

    /**
     * Tells whether the chain, in the order in which it stands, leads at an instant to the first certificate of one of
     * some trusted chains (RFC 5280 section 6). Trusted certificates are trusted whatever their own dates say.
     */
    public boolean leadsTo(List<CertificateChain> trusted, Instant instant) {
        Set<X509Certificate> roots =
                trusted.stream().map(chain -> chain.certificates.get(0)).collect(Collectors.toUnmodifiableSet());
        List<X509Certificate> path = certificates.stream()
                .takeWhile(certificate -> !roots.contains(certificate))
                .toList();
        if (path.isEmpty()) {
            return !certificates.isEmpty();
        }
        try {
            PKIXParameters parameters = new PKIXParameters(
                    roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(instant));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // Unchecked too: extensions are parsed as late as here, and an instant may lie outside of what Date holds.
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateChain that && certificates.equals(that.certificates);
    }

    @Override
    public int hashCode() {
        return certificates.hashCode();
    }

    /** Tells the number of certificates only. */
    @Override
    public String toString() {
        return "CertificateChain[" + certificates.size() + "]";
    }
}
