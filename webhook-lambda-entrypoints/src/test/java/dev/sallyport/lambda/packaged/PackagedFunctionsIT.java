package dev.sallyport.lambda.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is deployed, as it lies there: its size, what is in it, and that it works with nothing beside it. */
@EnabledIfSystemProperty(
        named = "sallyport.functions.jar",
        matches = ".+",
        disabledReason = "looks at the jar, which is made after the unit tests")
class PackagedFunctionsIT {

    private static final long MOST_BYTES = 15_000_000;

    private final Path jar = Path.of(System.getProperty("sallyport.functions.jar"));
    private final Path receiver = Path.of(System.getProperty("sallyport.receiver.jar"));

    @TempDir
    Path directory;

    @Test
    void shouldStaySmallWhereAProviderWaits() throws IOException {
        report(jar);
        report(receiver);

        assertThat(Files.size(receiver)).isLessThan(MOST_BYTES);
    }

    /** Writes size and number of classes beside a jar. */
    private static void report(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Map<String, Long> classes = file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .collect(Collectors.groupingBy(PackagedFunctionsIT::familyOf, TreeMap::new, Collectors.counting()));
            long all = classes.values().stream().mapToLong(Long::longValue).sum();
            Files.writeString(
                    jar.resolveSibling(jar.getFileName().toString().replace(".jar", ".txt")),
                    "bytes " + Files.size(jar) + "\nclasses " + all + "\n" + classes + "\n");
        }
    }

    private static String familyOf(String name) {
        String[] parts = name.split("/", -1);
        return String.join(".", List.of(parts).subList(0, Math.min(parts.length - 1, 5)));
    }

    @Test
    void shouldHoldNothingThatHasNoUseThere() throws IOException {
        for (Path each : List.of(jar, receiver)) {
            assertThat(names(each))
                    .as(each.toString())
                    .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"))
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .noneMatch(name -> name.startsWith("org/snakeyaml/"))
                    .noneMatch(name -> name.startsWith("io/netty/"))
                    .noneMatch(name -> name.startsWith("dev/sallyport/local/"))
                    .noneMatch(name -> name.startsWith("dev/sallyport/testkit/"))
                    // Only a jar whose manifest says Multi-Release has any use for versions.
                    .noneMatch(name -> name.startsWith("META-INF/versions/"))
                    .doesNotHaveDuplicates();
        }
        // The runtime's serializer of SQS events loads it by name from the function's own package.
        assertThat(names(jar)).contains("org/joda/time/DateTime.class");
    }

    @Test
    void shouldHoldNoOtherHandlerInTheReceiver() throws IOException {
        assertThat(names(receiver))
                .filteredOn(name -> name.endsWith("Handler.class") && name.startsWith("dev/sallyport/lambda/"))
                .containsExactly("dev/sallyport/lambda/receive/ReceiverHandler.class");
    }

    private static List<String> names(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }

    @Test
    void shouldTakeAWebhookInFromDoorToQueue() throws Exception {
        try (ServiceStub services = new ServiceStub();
                URLClassLoader alone = new URLClassLoader(
                        new URL[] {receiver.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            StringWriter told = new StringWriter();
            Object component = component(alone, "receive.DaggerReceiverComponent", variables(services), told);
            Object function = component.getClass().getMethod("function").invoke(component);
            Object handler = alone.loadClass("dev.sallyport.lambda.receive.ReceiverHandler")
                    .getConstructor(function.getClass())
                    .newInstance(function);
            String body = "{\"id\":\"evt_1\"}";

            String answer = answer(alone, handler, """
                    {"version":"2.0","rawPath":"/webhook","headers":{"x-provider-id":"acme","x-webhook-signature":"%s"},
                     "requestContext":{"stage":"$default","http":{"method":"POST","sourceIp":"203.0.113.7"}},
                     "body":"%s","isBase64Encoded":false}""".formatted(signature(body), body.replace("\"", "\\\"")));

            assertThat(answer).as(told.toString()).contains("\"statusCode\":202");
            assertThat(services.calls())
                    .contains("secretsmanager.GetSecretValue", "AmazonSQS.SendMessage")
                    .anyMatch(call -> call.startsWith("DynamoDB_20120810."));
            assertThat(told.toString()).contains("\"Accepted\":1").doesNotContain("\"event\":\"fault\"");
        }
    }

    @Test
    void shouldBuildEveryOtherFunction() throws Exception {
        try (ServiceStub services = new ServiceStub();
                URLClassLoader alone =
                        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Map<String, String> components = Map.of(
                    "process.DaggerProcessorComponent", "batches",
                    "process.DaggerDeadLetterComponent", "batches",
                    "sweep.DaggerSweeperComponent", "sweep",
                    "event.DaggerEventApiComponent", "function",
                    "deliver.DaggerDeliveryComponent", "batches",
                    "deliver.DaggerRequeueComponent", "function",
                    "operate.DaggerOperatorApiComponent", "function",
                    "fanout.DaggerFanOutComponent", "fanOut");
            for (Map.Entry<String, String> each : components.entrySet()) {
                Object component = component(alone, each.getKey(), variables(services), new StringWriter());

                assertThat(component.getClass().getMethod(each.getValue()).invoke(component))
                        .as(each.getKey())
                        .isNotNull();
            }
        }
    }

    private Map<String, String> variables(ServiceStub services) throws IOException {
        Path config = Files.writeString(directory.resolve("sallyport.json"), """
                {"providers": {"acme": {"scheme": "generic", "secrets": ["secretsmanager:acme"]}}}""");
        String queues = services.address() + "/000000000000/";
        return Map.ofEntries(
                Map.entry("SALLYPORT_CONFIG", config.toString()),
                Map.entry("SALLYPORT_TABLE", "table"),
                Map.entry("SALLYPORT_BUCKET", "bucket"),
                Map.entry("SALLYPORT_BUS", "bus"),
                Map.entry("SALLYPORT_MASTER_KEY", "master"),
                Map.entry("SALLYPORT_QUEUE_URL", queues + "webhooks.fifo"),
                Map.entry("SALLYPORT_DELIVERY_QUEUE_URL", queues + "deliveries"),
                Map.entry("SALLYPORT_DEAD_LETTER_QUEUE_URL", queues + "dead.fifo"),
                Map.entry("AWS_ENDPOINT_URL", services.address()),
                Map.entry("AWS_REGION", "eu-west-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "key"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "secret"));
    }

    private static Object component(ClassLoader alone, String name, Map<String, String> variables, StringWriter output)
            throws ReflectiveOperationException {
        Class<?> module = alone.loadClass("dev.sallyport.lambda.wiring.EnvironmentModule");
        Object environment = module.getConstructor(Map.class, PrintWriter.class, InstantSource.class)
                .newInstance(variables, new PrintWriter(output), Clock.systemUTC());
        Object builder = alone.loadClass("dev.sallyport.lambda." + name)
                .getMethod("builder")
                .invoke(null);
        builder.getClass().getMethod("environmentModule", module).invoke(builder, environment);
        Object component = builder.getClass().getMethod("build").invoke(builder);
        // A component's class is its own business; what it provides is public through its interface.
        Class<?> shown = component.getClass().getInterfaces()[0];
        return Proxy.newProxyInstance(alone, new Class<?>[] {shown}, (proxy, method, arguments) -> {
            try {
                method.setAccessible(true);
                return method.invoke(component, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static String answer(ClassLoader alone, Object handler, String event) throws ReflectiveOperationException {
        Class<?> context = alone.loadClass("com.amazonaws.services.lambda.runtime.Context");
        Object invocation = Proxy.newProxyInstance(
                alone, new Class<?>[] {context}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemainingTimeInMillis" -> 30_000;
                    case "getAwsRequestId" -> "request-1";
                    default -> null;
                });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.getClass()
                .getMethod("handleRequest", InputStream.class, OutputStream.class, context)
                .invoke(handler, new ByteArrayInputStream(event.getBytes(UTF_8)), out, invocation);
        return out.toString(UTF_8);
    }

    private static String signature(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(ServiceStub.SECRET.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    }
}
