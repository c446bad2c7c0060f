package dev.sallyport.testkit.outbound;

import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.testkit.memory.InMemoryDeliveryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Random;

/** A store whose calls fail now and then, before they reach it or after. */
final class FaultyDeliveryStore {

    private final InMemoryDeliveryStore kept = new InMemoryDeliveryStore();
    private final DeliveryStore port;
    private int percent;

    FaultyDeliveryStore(Random random) {
        this.port = (DeliveryStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DeliveryStore.class}, (proxy, method, arguments) -> {
                    if (random.nextInt(100) < percent) {
                        throw new PortUnavailableException("down");
                    }
                    try {
                        Object outcome = method.invoke(kept, arguments);
                        if (random.nextInt(100) < percent) {
                            throw new OutcomeUnknownException("the answer was lost");
                        }
                        return outcome;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Returns the store as the use cases see it. */
    DeliveryStore port() {
        return port;
    }

    /** Returns the store itself, which does not fail. */
    InMemoryDeliveryStore kept() {
        return kept;
    }

    /** Lets this many of a hundred calls fail from now on, each way. */
    void setTrouble(int percent) {
        this.percent = percent;
    }
}
