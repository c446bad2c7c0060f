package dev.sallyport.aws.inline;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Makes calls fail, before or after the service has done them, and notes those that were begun. Safe for any number of
 * threads. */
final class Faults implements ExecutionInterceptor {

    private final Set<String> before = ConcurrentHashMap.newKeySet();
    private final Set<String> after = ConcurrentHashMap.newKeySet();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Runnable> meanwhile = new ConcurrentHashMap<>();

    /** Lets calls of an operation fail from now on without reaching the service. */
    void failBefore(String operation) {
        before.add(operation);
    }

    /** Lets calls of an operation fail from now on though the service has done them. */
    void failAfter(String operation) {
        after.add(operation);
    }

    /** Lets something happen once, after the service has done the next call of an operation. */
    void afterNext(String operation, Runnable happening) {
        meanwhile.put(operation, happening);
    }

    void heal() {
        before.clear();
        after.clear();
    }

    /** Returns the operations called since the last time this was asked. */
    List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        calls.add(operation);
        if (before.contains(operation)) {
            throw SdkClientException.create("did not reach " + operation);
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        Runnable happening = meanwhile.remove(operation);
        if (happening != null) {
            happening.run();
        }
        if (after.contains(operation)) {
            throw SdkClientException.create("the answer of " + operation + " was lost");
        }
    }
}
