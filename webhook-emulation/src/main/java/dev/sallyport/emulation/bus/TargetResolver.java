package dev.sallyport.emulation.bus;

import org.jspecify.annotations.Nullable;

/** Finds what stands behind the ARN of a target. Called from several threads. */
@FunctionalInterface
public interface TargetResolver {

    /**
     * Returns what a rule's events go to.
     *
     * @param arn of a log group, a queue or a function
     * @param messageGroupId for a FIFO queue; null if none was given
     * @return null if nothing is known under that ARN
     */
    @Nullable
    EventTarget resolve(String arn, @Nullable String messageGroupId);
}
