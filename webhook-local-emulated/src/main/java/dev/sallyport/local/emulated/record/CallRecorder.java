package dev.sallyport.local.emulated.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.aws.cost.BilledUnit;
import dev.sallyport.aws.cost.BilledUnits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Writes down each call of the SDK's clients of this process, as a line of the file that the system property {@value
 * #FILE} names; without it, nothing. Safe for any number of threads and clients.
 *
 * <p>The SDK adds it to every client by itself, because a resource of this module names it. So functions are recorded as
 * they are deployed: their jar stays as it is, and this module is put beside it.
 */
public final class CallRecorder implements ExecutionInterceptor {

    /** Names the system property of a function's process that names the file, which is called as the function is. */
    static final String FILE = "sallyport.calls";

    private static final ExecutionAttribute<Integer> REQUESTS = new ExecutionAttribute<>("sallyport.requests");

    private final @Nullable Path file;
    private final String function;

    /** Called by the SDK. */
    public CallRecorder() {
        String name = System.getProperty(FILE);
        file = name == null ? null : Path.of(name);
        function = name == null ? "" : withoutSuffix(Path.of(name).getFileName().toString());
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return file == null ? context.request() : BilledUnits.reporting(context.request());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attributes.putAttribute(REQUESTS, requests(attributes) + 1);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (file != null) {
            write(file, context.request(), attributes, BilledUnits.ofAnswer(context, attributes));
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (file != null) {
            write(file, context.request(), attributes, BilledUnits.ofFailure(context, attributes));
        }
    }

    private void write(Path to, SdkRequest request, ExecutionAttributes attributes, Map<BilledUnit, Double> units) {
        String service = BilledUnits.service(attributes);
        String operation = BilledUnits.operation(attributes);
        RecordedCall call = new RecordedCall(
                function,
                service + ' ' + operation,
                requests(attributes),
                IssuedActions.of(service, operation, request),
                units);
        try {
            // One write for each line, so that lines of several threads do not mix.
            Files.write(
                    to, (call.write() + '\n').getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("a call cannot be recorded", e);
        }
    }

    private static String withoutSuffix(String name) {
        return name.substring(0, name.length() - CallRecording.SUFFIX.length());
    }

    private static int requests(ExecutionAttributes attributes) {
        Integer requests = attributes.getAttribute(REQUESTS);
        return requests == null ? 0 : requests;
    }
}
