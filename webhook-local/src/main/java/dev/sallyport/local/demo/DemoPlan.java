package dev.sallyport.local.demo;

import dev.sallyport.testkit.provider.ProviderPayload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is sent, in which order: every payload, one in twenty of them twice, one in twenty tampered with instead, at
 * least one of each.
 *
 * @param shots in the order of sending
 */
record DemoPlan(List<Shot> shots) {

    private static final int ONE_IN = 20;

    DemoPlan {
        shots = List.copyOf(shots);
    }

    /** One request to send. */
    record Shot(ProviderPayload payload, Kind kind) {}

    /** How a payload is sent. */
    enum Kind {
        HONEST,
        REPEATED,
        TAMPERED
    }

    /**
     * Makes a plan.
     *
     * @param payloads at least three
     * @param seed equal seeds make equal plans
     */
    static DemoPlan of(List<ProviderPayload> payloads, long seed) {
        if (payloads.size() < 3) {
            throw new IllegalArgumentException("a demo needs at least 3 payloads, not " + payloads.size());
        }
        Random random = new Random(seed);
        List<ProviderPayload> shuffled = new ArrayList<>(payloads);
        Collections.shuffle(shuffled, random);
        int some = Math.max(1, payloads.size() / ONE_IN);
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < shuffled.size(); i++) {
            ProviderPayload payload = shuffled.get(i);
            if (i < some) {
                shots.add(new Shot(payload, Kind.TAMPERED));
            } else {
                shots.add(new Shot(payload, Kind.HONEST));
                if (i < 2 * some) {
                    shots.add(new Shot(payload, Kind.REPEATED));
                }
            }
        }
        Collections.shuffle(shots, random);
        return new DemoPlan(shots);
    }
}
