package dev.sallyport.local.bench.cost;

import java.util.List;
import java.util.function.Consumer;

/** Counts what functions call. Found by the service loader, where there is one. */
public interface CostBench {

    /**
     * Counts each design with each batch size, and Sallyport's behind both shapes of events.
     *
     * @param progress hears what is being done
     * @throws dev.sallyport.local.engine.EngineFailedException if something does not start, or not everything sent is
     *     published
     */
    List<Measurement> measure(CostPlan plan, Consumer<String> progress) throws InterruptedException;
}
