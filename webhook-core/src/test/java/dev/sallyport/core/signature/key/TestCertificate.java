package dev.sallyport.core.signature.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Writes X.509 certificates (RFC 5280 section 4.1), which the platform can only read. */
public final class TestCertificate {

    private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");

    private final String subject;
    private final KeyPair keys;
    private Instant notBefore = Instant.parse("2025-01-01T00:00:00Z");
    private Instant notAfter = Instant.parse("2026-01-01T00:00:00Z");
    private final List<byte[]> extensions = new ArrayList<>();

    private TestCertificate(String subject, KeyPair keys) {
        this.subject = subject;
        this.keys = keys;
    }

    public static TestCertificate of(String subject, KeyPair keys) {
        return new TestCertificate(subject, keys);
    }

    public TestCertificate validBetween(String from, String until) {
        notBefore = Instant.parse(from);
        notAfter = Instant.parse(until);
        return this;
    }

    /** Adds the extension that lets a certificate sign others. */
    public TestCertificate authority() {
        return with(extension("2.5.29.19", true, sequence(der(0x01, new byte[] {(byte) 0xff}))));
    }

    /** Adds host names as subject alternative names. */
    public TestCertificate forHosts(String... hosts) {
        byte[][] names = new byte[hosts.length][];
        for (int i = 0; i < hosts.length; i++) {
            names[i] = der(0x82, hosts[i].getBytes(StandardCharsets.US_ASCII));
        }
        return with(extension("2.5.29.17", false, sequence(names)));
    }

    /** Adds an extension that says nothing but that it is there. */
    public TestCertificate marked(String oid) {
        return with(extension(oid, false, der(0x05)));
    }

    private TestCertificate with(byte[] extension) {
        extensions.add(extension);
        return this;
    }

    /** Returns the certificate in DER, signed by itself. */
    public byte[] selfSigned() {
        return signedBy(subject, keys);
    }

    /** Returns the certificate in DER, signed by another's key. */
    public byte[] signedBy(String issuer, KeyPair issuerKeys) {
        boolean rsa = issuerKeys.getPrivate().getAlgorithm().equals("RSA");
        byte[] algorithm =
                rsa ? sequence(oid("1.2.840.113549.1.1.11"), der(0x05)) : sequence(oid("1.2.840.10045.4.3.2"));
        byte[] toBeSigned = sequence(
                der(0xa0, number(2)),
                number(subject.hashCode() & 0x7fffffff),
                algorithm,
                name(issuer),
                sequence(time(notBefore), time(notAfter)),
                name(subject),
                keys.getPublic().getEncoded(),
                der(0xa3, sequence(extensions.toArray(byte[][]::new))));
        try {
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(issuerKeys.getPrivate());
            signature.update(toBeSigned);
            return sequence(toBeSigned, algorithm, der(0x03, joined(new byte[1], signature.sign())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(byte[] der) {
        return TestKeys.pem("CERTIFICATE", der);
    }

    private static byte[] name(String commonName) {
        byte[] text = der(0x0c, commonName.getBytes(StandardCharsets.UTF_8));
        return sequence(der(0x31, sequence(oid("2.5.4.3"), text)));
    }

    private static byte[] time(Instant instant) {
        return der(0x17, UTC_TIME.format(instant.atOffset(ZoneOffset.UTC)).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        byte[] flag = critical ? der(0x01, new byte[] {(byte) 0xff}) : new byte[0];
        return sequence(oid(oid), flag, der(0x04, value));
    }

    private static byte[] number(long value) {
        return der(0x02, BigInteger.valueOf(value).toByteArray());
    }

    private static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(40 * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            int arc = Integer.parseInt(arcs[i]);
            for (int shift = 28; shift >= 0; shift -= 7) {
                if (arc >> shift != 0 || shift == 0) {
                    out.write(arc >> shift & 0x7f | (shift == 0 ? 0 : 0x80));
                }
            }
        }
        return der(0x06, out.toByteArray());
    }

    private static byte[] sequence(byte[]... parts) {
        return der(0x30, parts);
    }

    private static byte[] der(int tag, byte[]... parts) {
        byte[] content = joined(parts);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 128) {
            out.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int from = length[0] == 0 ? 1 : 0;
            out.write(0x80 | (length.length - from));
            out.write(length, from, length.length - from);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
