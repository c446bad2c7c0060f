package dev.sallyport.emulation.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Does as the event says, in a process of its own. */
public final class TinyHandler implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), UTF_8);
        switch (event) {
            case "\"throw\"" -> throw new IllegalStateException("told to");
            case "\"exit\"" -> Runtime.getRuntime().halt(3);
            case "\"hang\"" -> hang();
            default -> {
                context.getLogger().log("handling " + event + "\n");
                output.write(("{\"event\":" + event + ",\"pid\":"
                                + ProcessHandle.current().pid() + ",\"function\":\""
                                + context.getFunctionName() + "\",\"memory\":" + context.getMemoryLimitInMB()
                                + ",\"remaining\":" + (context.getRemainingTimeInMillis() > 0)
                                + ",\"own\":\"" + System.getenv("OWN") + "\",\"home\":\"" + System.getenv("HOME")
                                + "\",\"trace\":\"" + System.getProperty("com.amazonaws.xray.traceHeader") + "\"}")
                        .getBytes(UTF_8));
            }
        }
    }

    private static void hang() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
