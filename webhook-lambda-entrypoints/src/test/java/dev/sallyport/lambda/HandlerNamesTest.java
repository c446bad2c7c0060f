package dev.sallyport.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names by which deployments refer to handlers. */
class HandlerNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "receive.ReceiverHandler",
                "process.ProcessorHandler",
                "process.DeadLetterHandler",
                "sweep.SweeperHandler",
                "event.EventApiHandler",
                "deliver.DeliveryHandler",
                "deliver.RequeueHandler",
                "operate.OperatorApiHandler",
                "fanout.FanOutHandler"
            })
    void shouldNameAClassThatTheRuntimeCanUse(String name) throws ReflectiveOperationException {
        Class<?> handler = Class.forName("dev.sallyport.lambda." + name);

        assertThat(Modifier.isPublic(handler.getModifiers())).isTrue();
        assertThat(Modifier.isPublic(handler.getConstructor().getModifiers())).isTrue();
        assertThat(RequestStreamHandler.class.isAssignableFrom(handler)
                        || RequestHandler.class.isAssignableFrom(handler))
                .isTrue();
        List<Method> entries = Arrays.stream(handler.getMethods())
                .filter(method -> method.getName().equals("handleRequest") && !method.isBridge())
                .toList();
        assertThat(entries).hasSize(1);
    }
}
