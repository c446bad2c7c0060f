package dev.sallyport.core.signature.key;

import dev.sallyport.core.signature.codec.Encoding;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;

/** Reads the public half of one JSON Web Key (RFC 7517, RFC 7518 section 6, RFC 8037 section 2). */
final class JsonWebKey {

    private JsonWebKey() {}

    static Key read(Map<?, ?> jwk) {
        try {
            return switch (text(jwk, "kty")) {
                case "RSA" ->
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
                case "EC" -> ec(jwk);
                case "OKP" -> ed25519(jwk);
                default -> throw new KeyRefusedException("holds a JSON Web Key that is not RSA, EC or OKP");
            };
        } catch (GeneralSecurityException e) {
            throw new KeyRefusedException("holds a JSON Web Key whose numbers do not make a key");
        }
    }

    private static Key ec(Map<?, ?> jwk) throws GeneralSecurityException {
        String curve =
                switch (text(jwk, "crv")) {
                    case "P-256" -> "secp256r1";
                    case "P-384" -> "secp384r1";
                    case "P-521" -> "secp521r1";
                    default ->
                        throw new KeyRefusedException("holds a JSON Web Key on a curve other than P-256, 384, 521");
                };
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        ECPoint point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static Key ed25519(Map<?, ?> jwk) throws GeneralSecurityException {
        byte[] littleEndian = bytes(jwk, "x");
        if (!"Ed25519".equals(text(jwk, "crv")) || littleEndian.length != 32) {
            throw new KeyRefusedException("holds an OKP key that is not Ed25519 with 32 bytes");
        }
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = littleEndian[31 - i];
        }
        boolean xOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        EdECPoint point = new EdECPoint(xOdd, new BigInteger(1, bigEndian));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    private static BigInteger number(Map<?, ?> jwk, String name) {
        return new BigInteger(1, bytes(jwk, name));
    }

    private static byte[] bytes(Map<?, ?> jwk, String name) {
        byte[] bytes = Encoding.BASE64URL.decode(text(jwk, name));
        if (bytes == null) {
            throw new KeyRefusedException("holds a JSON Web Key whose \"" + name + "\" is not unpadded Base64url");
        }
        return bytes;
    }

    private static String text(Map<?, ?> jwk, String name) {
        if (jwk.get(name) instanceof String value) {
            return value;
        }
        throw new KeyRefusedException("holds a JSON Web Key without \"" + name + "\"");
    }
}
