package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.SubscriptionConfirmer;
import dev.sallyport.testkit.contract.SubscriptionConfirmerContract;
import java.net.URI;
import java.util.List;

class InMemorySubscriptionConfirmerTest implements SubscriptionConfirmerContract {

    private final InMemorySubscriptionConfirmer confirmer = new InMemorySubscriptionConfirmer();

    @Override
    public SubscriptionConfirmer confirmer() {
        return confirmer;
    }

    @Override
    public URI answering(int status) {
        URI url = URI.create("https://sns.eu-west-1.amazonaws.com/?answer=" + status);
        confirmer.answer(url, status);
        return url;
    }

    @Override
    public List<URI> called() {
        return confirmer.called();
    }
}
