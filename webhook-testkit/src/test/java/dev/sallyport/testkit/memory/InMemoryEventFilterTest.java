package dev.sallyport.testkit.memory;

import dev.sallyport.core.port.out.EventFilter;
import dev.sallyport.testkit.contract.EventFilterContract;

class InMemoryEventFilterTest implements EventFilterContract.All {

    private final InMemoryEventFilter filter = new InMemoryEventFilter();

    @Override
    public EventFilter filter() {
        return filter;
    }
}
