package dev.sallyport.testkit.memory;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.port.out.AddressResolver;
import dev.sallyport.testkit.contract.AddressResolverContract;

class InMemoryAddressResolverTest implements AddressResolverContract {

    private final InMemoryAddressResolver resolver = new InMemoryAddressResolver();

    @Override
    public AddressResolver resolver() {
        return resolver;
    }

    @Override
    public void publish(String host, String... addresses) {
        resolver.put(host, addresses);
    }

    @Override
    public void withdraw(String host) {
        resolver.fail(host, DeliveryError.DNS_FAILURE);
    }

    @Override
    public void silence(String host) {
        resolver.fail(host, DeliveryError.TIMEOUT);
    }
}
