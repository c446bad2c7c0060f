package dev.sallyport.core.application.outbound;

import dev.sallyport.core.delivery.EndpointId;
import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.endpoint.CustomHeader;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.delivery.endpoint.EndpointSecret;
import dev.sallyport.core.delivery.endpoint.SealedSecret;
import dev.sallyport.core.delivery.endpoint.SecretText;
import dev.sallyport.core.port.out.SecretCipher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Seals and opens what an endpoint keeps secret; what was sealed for one place does not open in another. */
final class SecretVault {

    private final SecretCipher cipher;

    SecretVault(SecretCipher cipher) {
        this.cipher = cipher;
    }

    SealedSecret sealSecret(TenantId tenant, EndpointId endpoint, int number, SecretText secret) {
        return cipher.seal(secret, secretContext(tenant, endpoint, number));
    }

    SecretText openSecret(Endpoint endpoint, EndpointSecret secret) {
        return cipher.open(secret.sealed(), secretContext(endpoint.tenant(), endpoint.id(), secret.number()));
    }

    List<CustomHeader> sealHeaders(TenantId tenant, EndpointId endpoint, Map<String, String> headers) {
        List<CustomHeader> sealed = new ArrayList<>(headers.size());
        headers.forEach((name, value) -> sealed.add(
                new CustomHeader(name, cipher.seal(SecretText.of(value), headerContext(tenant, endpoint, name)))));
        return sealed;
    }

    String openHeader(Endpoint endpoint, CustomHeader header) {
        String context = headerContext(endpoint.tenant(), endpoint.id(), header.name());
        return cipher.open(header.value(), context).reveal();
    }

    /** Tells whether everything that an endpoint keeps secret is sealed under the current key. */
    boolean isCurrent(Endpoint endpoint) {
        return endpoint.secrets().stream().allMatch(secret -> isCurrent(secret.sealed()))
                && endpoint.headers().stream().allMatch(header -> isCurrent(header.value()));
    }

    private boolean isCurrent(SealedSecret sealed) {
        return sealed.keyVersion().equals(cipher.currentKeyVersion());
    }

    /** Returns the endpoint with everything sealed under the current key. */
    Endpoint reseal(Endpoint endpoint) {
        return reseal(endpoint, this);
    }

    /**
     * Returns the endpoint with everything sealed under the current key.
     *
     * @param opener opens it as it is sealed now
     */
    Endpoint reseal(Endpoint endpoint, SecretVault opener) {
        List<EndpointSecret> secrets = endpoint.secrets().stream()
                .map(secret -> secret.resealed(sealSecret(
                        endpoint.tenant(), endpoint.id(), secret.number(), opener.openSecret(endpoint, secret))))
                .toList();
        List<CustomHeader> headers = endpoint.headers().stream()
                .map(header -> new CustomHeader(
                        header.name(),
                        cipher.seal(
                                SecretText.of(opener.openHeader(endpoint, header)),
                                headerContext(endpoint.tenant(), endpoint.id(), header.name()))))
                .toList();
        return endpoint.resealed(secrets, headers);
    }

    private static String secretContext(TenantId tenant, EndpointId endpoint, int number) {
        return tenant + "/" + endpoint + "/secret/" + number;
    }

    private static String headerContext(TenantId tenant, EndpointId endpoint, String name) {
        return tenant + "/" + endpoint + "/header/" + name.toLowerCase(Locale.ROOT);
    }
}
