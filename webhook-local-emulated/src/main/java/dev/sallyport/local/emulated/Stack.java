package dev.sallyport.local.emulated;

import dev.sallyport.emulation.function.FunctionSettings;
import dev.sallyport.local.emulated.front.ApiRoute;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was made of a description: resources that exist now, and functions that are to run on them. Immutable. */
interface Stack {

    /** Returns the functions by a key that feeds and routes name them by. */
    Map<String, FunctionSettings> functions();

    /** Returns which queue feeds which function. */
    List<Feed> feeds();

    /** Returns the routes of the API. */
    List<ApiRoute> routes();

    /** Returns what people look at. */
    Names names();

    /**
     * Makes the rules that lead to functions, which can be reached from now on.
     *
     * @param here whether the bus is here; the rules of another do not reach this machine
     */
    void connect(boolean here);

    /**
     * One event source mapping.
     *
     * @param function the key
     * @param batchSize 1 to 10
     * @param reportsItemFailures whether the function says which messages failed
     */
    record Feed(String function, String queueUrl, int batchSize, boolean reportsItemFailures) {}

    /**
     * The names of what people look at.
     *
     * @param webhooks the URL of the queue from which webhooks are processed
     * @param queueUrls by what they are for
     * @param masterKey the secret that seals the secrets of endpoints; null if no function uses one
     */
    record Names(
            String table,
            String bucket,
            String bus,
            String webhooks,
            Map<String, String> queueUrls,
            @Nullable String masterKey) {

        public Names {
            queueUrls = Collections.unmodifiableMap(new LinkedHashMap<>(queueUrls));
        }
    }
}
