package dev.sallyport.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.event.ProviderId;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.testkit.provider.ProviderPayload;
import java.util.Locale;

/** Makes small events for trying things out, as many different ones as are wanted. Immutable. */
public final class TestEvents {

    private static final String TYPE = "sallyport.test";
    private static final int ENTITIES = 10;

    private final String run;

    /**
     * Begins a run.
     *
     * @param run letters, digits and hyphens; events of different runs are different events
     */
    public TestEvents(String run) {
        this.run = run;
    }

    /** Returns the n-th event of the run, in the form that the scheme's provider sends. */
    public ProviderPayload event(ProviderId provider, String scheme, int n) {
        String id = "evt_" + run + "_" + n;
        String body = scheme.equals("adyen") ? adyen(id, n) : envelope(id, n);
        return new ProviderPayload(provider, TYPE, id, "application/json", RawPayload.adopt(body.getBytes(UTF_8)));
    }

    private static String envelope(String id, int n) {
        return String.format(
                Locale.ROOT,
                "{\"id\":\"%s\",\"type\":\"%s\",\"data\":{\"id\":\"%s\",\"object\":{\"id\":\"obj_%d\"},\"number\":%d}}",
                id,
                TYPE,
                id,
                n % ENTITIES,
                n);
    }

    private static String adyen(String id, int n) {
        return String.format(
                Locale.ROOT,
                "{\"live\":\"false\",\"notificationItems\":[{\"NotificationRequestItem\":{"
                        + "\"amount\":{\"currency\":\"EUR\",\"value\":%d},\"eventCode\":\"AUTHORISATION\","
                        + "\"merchantAccountCode\":\"Test\",\"merchantReference\":\"%d\",\"pspReference\":\"%s\","
                        + "\"success\":\"true\"}}]}",
                n,
                n,
                id);
    }
}
