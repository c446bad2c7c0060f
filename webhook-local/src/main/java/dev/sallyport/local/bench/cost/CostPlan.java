package dev.sallyport.local.bench.cost;

import java.util.List;

/**
 * What is to be measured.
 *
 * @param webhooks how many webhooks each run sends, 10 to 10,000
 * @param size of each body in bytes, 200 to 32,768
 * @param batches the batch sizes of the processor, 1 to 10 each
 */
public record CostPlan(int webhooks, int size, List<Integer> batches) {

    public CostPlan {
        batches = List.copyOf(batches);
        if (webhooks < 10 || webhooks > 10_000) {
            throw new IllegalArgumentException("a run sends 10 to 10000 webhooks, not " + webhooks);
        }
        if (size < 200 || size > 32_768) {
            throw new IllegalArgumentException("a body has 200 to 32768 bytes here, not " + size);
        }
        if (batches.isEmpty() || batches.stream().anyMatch(batch -> batch < 1 || batch > 10)) {
            throw new IllegalArgumentException("batches hold 1 to 10 webhooks, not " + batches);
        }
    }
}
