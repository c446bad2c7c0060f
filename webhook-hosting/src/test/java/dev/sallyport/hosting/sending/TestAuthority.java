package dev.sallyport.hosting.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of a test run, and the certificates that it issues, made by the platform's keytool. */
final class TestAuthority {

    private static final String PASSWORD = "changeit";

    private final Path directory;

    TestAuthority(Path directory) {
        this.directory = directory;
        keytool(
                "authority",
                "-alias",
                "authority",
                "-dname",
                "CN=Test authority",
                "-ext",
                "bc:critical",
                "-validity",
                "30");
        keytoolOn("authority", "-exportcert", "-alias", "authority", "-file", directory.resolve("authority.crt"));
        keytoolOn(
                "trust",
                "-importcert",
                "-noprompt",
                "-alias",
                "authority",
                "-file",
                directory.resolve("authority.crt"));
    }

    /** Returns what a client uses that trusts this authority and no other. */
    SSLContext trust() {
        try {
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(load("trust"));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the identity of a receiver of that name. */
    SSLContext identityOf(String host) {
        return identity(host, "-0d", List.of("-signer", "authority"));
    }

    /** Returns an identity whose certificate ended yesterday. */
    SSLContext expiredIdentityOf(String host) {
        return identity(host, "-10d", List.of("-signer", "authority"));
    }

    /** Returns an identity that nobody vouches for. */
    SSLContext selfSignedIdentityOf(String host) {
        return identity(host, "-0d", List.of());
    }

    private SSLContext identity(String host, String start, List<String> signer) {
        String name = "server-" + host + start + signer.size();
        try {
            Files.copy(store("authority"), store(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = new ArrayList<>(List.of(
                "-alias",
                "server",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-startdate",
                start,
                "-validity",
                "9"));
        arguments.addAll(signer);
        keytool(name, arguments.toArray(String[]::new));
        keytoolOn(name, "-delete", "-alias", "authority");
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(load(name), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path store(String name) {
        return directory.resolve(name + ".p12");
    }

    private KeyStore load(String name) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store(name))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keytool(String name, String... arguments) {
        List<Object> all = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
        all.addAll(List.of(arguments));
        keytoolOn(name, all.toArray());
    }

    private void keytoolOn(String name, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        command.addAll(List.of("-keystore", store(name).toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
