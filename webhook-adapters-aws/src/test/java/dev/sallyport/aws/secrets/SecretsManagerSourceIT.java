package dev.sallyport.aws.secrets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.aws.Emulated;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SecretSource;
import dev.sallyport.testkit.contract.SecretSourceContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class SecretsManagerSourceIT implements SecretSourceContract {

    private SecretsStandIn service;
    private SecretSource source;

    @BeforeEach
    void start() throws IOException {
        service = new SecretsStandIn();
        source = new SecretsManagerSource(Emulated.client(SecretsManagerClient.builder(), service.port()));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Override
    public SecretSource source() {
        return source;
    }

    @Override
    public void put(String name, String text) {
        service.put(name, text);
    }

    @Override
    public void declare(String name) {
        service.declare(name);
    }

    @Test
    void shouldSayThatNothingCanBeToldWhenItMayNotRead() {
        service.refuse("AccessDeniedException");

        assertThatThrownBy(() -> source.find("sallyport/stripe"))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessage("Secrets Manager GetSecretValue failed: AccessDeniedException, HTTP 400");
    }

    @Test
    void shouldRefuseBytes() {
        service.putBytes("sallyport/stripe");

        assertThatThrownBy(() -> source.find("sallyport/stripe"))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessage("the secret sallyport/stripe is kept as bytes: put it as text");
    }
}
