package dev.sallyport.local.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.core.delivery.endpoint.CustomHeader;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSecret;
import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.local.secrets.MasterKeyFile;
import dev.sallyport.local.store.LocalStore;
import dev.sallyport.testkit.fixture.Deliveries;
import dev.sallyport.testkit.fixture.KeptState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Secrets of endpoints, on their way from one master key to another. */
class TransferKeysIT extends TransferITBase {

    private static Endpoint firstOf(LocalStore store) {
        return Objects.requireNonNull(
                store.endpoints().find(Deliveries.ACME, Deliveries.endpointId(1)), "the endpoint is not there");
    }

    private static void assertSealedUnder(SecretCipher cipher, Endpoint endpoint) {
        String owner = endpoint.tenant() + "/" + endpoint.id();
        EndpointSecret newest = endpoint.secrets().getLast();
        CustomHeader header = endpoint.headers().getFirst();
        assertThat(cipher.open(newest.sealed(), owner + "/secret/2").reveal()).isEqualTo(KeptState.SECRET);
        assertThat(cipher.open(header.value(), owner + "/header/x-token").reveal())
                .isEqualTo(KeptState.HEADER_VALUE);
        assertThat(Stream.concat(endpoint.secrets().stream().map(EndpointSecret::sealed), Stream.of(header.value())))
                .extracting(SealedSecret::keyVersion)
                .containsOnly(cipher.currentKeyVersion());
    }

    @Test
    void shouldSealSecretsUnderTheKeyOfWhereTheyComeTo() {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        LocalStore target = store("target");

        bringIn(parts(target), "exported", "target");

        assertSealedUnder(cipher(target), firstOf(target));
        assertThat(firstOf(target).health()).isEqualTo(firstOf(source).health());
    }

    @Test
    void shouldHoldNoSecretInTheClear() throws IOException {
        LocalStore source = filled("source");
        export(parts(source), "exported");

        try (Stream<Path> files = Files.list(directory.resolve("exported"))) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain(KeptState.SECRET)
                            .doesNotContain(KeptState.HEADER_VALUE));
        }
    }

    @Test
    void shouldBringNoEndpointThatNobodyCouldOpen() {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        LocalStore target = store("target");

        assertThatExceptionOfType(TransferException.class)
                .isThrownBy(() -> bringIn(parts(target), "exported", "target", null))
                .withMessageContaining(
                        "there is no master key " + cipher(source).currentKeyVersion())
                .withMessageContaining("--source-keys");
        assertThat(target.endpoints().list(null, 10)).isEmpty();

        bringIn(parts(target), "exported", "target");

        assertSealedUnder(cipher(target), firstOf(target));
    }

    @Test
    void shouldNeedNoKeysThatTheTargetWasGiven() throws IOException {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        LocalStore target = store("target");
        Path keys = target.directory().path().resolve(MasterKeyFile.NAME);
        cipher(target);
        String own = Files.readString(keys);
        Files.writeString(keys, Files.readString(source.directory().path().resolve(MasterKeyFile.NAME)) + own);

        bringIn(parts(target), "exported", "target", null);

        assertSealedUnder(cipher(target), firstOf(target));
    }

    @Test
    void shouldLeaveAloneWhatIsSealedUnderTheTargetsKey() throws IOException {
        LocalStore source = filled("source");
        export(parts(source), "exported");
        LocalStore target = store("target");
        cipher(target);
        Files.copy(
                source.directory().path().resolve(MasterKeyFile.NAME),
                target.directory().path().resolve(MasterKeyFile.NAME),
                StandardCopyOption.REPLACE_EXISTING);

        bringIn(parts(target), "exported", "target", null);
        export(parts(target), "after");

        assertThat(filesOf("after")).isEqualTo(filesOf("exported"));
    }
}
