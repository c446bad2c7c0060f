package dev.sallyport.infra.settings;

import java.util.regex.Pattern;

/**
 * Names all resources of one environment {@code {resource-type}-{environment-suffix}}.
 *
 * @param suffix the environment: 1 to 16 of a-z, 0-9 and '-', beginning with a letter and not ending with '-'. It is
 *     the stage of the API as well, and part of a bucket's name, which is why it is no longer and no richer.
 */
public record Names(String suffix) {

    private static final Pattern SUFFIX = Pattern.compile("[a-z]([a-z0-9-]{0,14}[a-z0-9])?");

    public Names {
        if (!SUFFIX.matcher(suffix).matches()) {
            throw new IllegalArgumentException("the environment suffix '" + suffix
                    + "' must be 1 to 16 of a-z, 0-9 and '-', beginning with a letter, such as dev or prod-eu");
        }
    }

    /** Returns a name such as {@code webhook-records-dev}. */
    public String of(String resourceType) {
        return resourceType + "-" + suffix;
    }

    /** Returns the name of a first-in-first-out queue, which must end with {@code .fifo}. */
    public String ofFifo(String resourceType) {
        return of(resourceType) + ".fifo";
    }
}
