package dev.sallyport.lambda.renewal;

import dev.sallyport.core.port.out.PortException;
import java.util.List;
import org.crac.Context;
import org.crac.Resource;

/**
 * What is done before a snapshot of a function is taken, and after one is restored: the way of a first request is gone
 * beforehand, so that its classes are loaded and its connections known; and what no two processes may share, or has aged
 * in the meantime, is made anew.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">runtime hooks</a>
 */
public final class Snapshot implements Resource {

    private final List<Runnable> priming;
    private final List<Runnable> renewing;

    /**
     * Makes a resource; whoever registers it keeps it, for the registry may hold it weakly.
     *
     * @param priming each goes a way that requests will go; a port out of reach, or closed to it, is no failure
     * @param renewing each lets go of something
     */
    public Snapshot(List<Runnable> priming, List<Runnable> renewing) {
        this.priming = List.copyOf(priming);
        this.renewing = List.copyOf(renewing);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        for (Runnable way : priming) {
            try {
                way.run();
            } catch (PortException e) {
                // The way was gone, as far as it leads without rights or answers.
            }
        }
        renewing.forEach(Runnable::run);
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        renewing.forEach(Runnable::run);
    }
}
