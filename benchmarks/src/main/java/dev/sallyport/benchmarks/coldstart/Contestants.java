package dev.sallyport.benchmarks.coldstart;

import dev.sallyport.emulation.function.FunctionProgram;
import dev.sallyport.emulation.function.JavaProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says who takes part, and how each is started. */
final class Contestants {

    /** What others are compared with. */
    static final String RECEIVER = "receiver";

    /** What is to be fast. */
    static final String RECEIVER_FROM_CACHE = "receiver-aot";

    static final String NODE = "node";
    static final String PYTHON = "python";

    static final String RECEIVER_HANDLER = "dev.sallyport.lambda.receive.ReceiverHandler::handleRequest";
    static final String TRIVIAL_HANDLER = TrivialHandler.class.getName() + "::handleRequest";

    /** As the managed runtime starts functions without a snapshot. */
    static final List<String> FIRST_COMPILER = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** The share of a function's memory that the managed runtime is known to give to the heap; AWS documents none. */
    private static final int PERCENT_FOR_THE_HEAP = 85;

    private final FunctionDirectory receiver;
    private final FunctionDirectory trivial;
    private final Path peers;

    Contestants(FunctionDirectory receiver, FunctionDirectory trivial, Path peers) {
        this.receiver = receiver;
        this.trivial = trivial;
        this.peers = peers;
    }

    List<Contestant> all() {
        List<Contestant> all = new ArrayList<>();
        addJava(all, RECEIVER, "Sallyport's receiver", RECEIVER_HANDLER, receiver);
        addJava(all, "trivial", "trivial Java handler", TRIVIAL_HANDLER, trivial);
        String node = System.getProperty("sallyport.node", "");
        all.add(new Contestant(
                NODE,
                "Node handler",
                "handler.handler",
                memory -> peer(
                        node,
                        "--max-old-space-size=" + heap(memory),
                        peers.resolve("lambda-node/runtime.js").toString()),
                missingNode(node)));
        String python = System.getProperty("sallyport.python", "");
        all.add(new Contestant(
                PYTHON,
                "Python handler",
                "handler.handler",
                memory -> peer(python, peers.resolve("lambda-python/runtime.py").toString()),
                python.isEmpty() ? "Python 3 with boto3: apt-get install python3-boto3, or pip install boto3" : null));
        return all;
    }

    private static void addJava(
            List<Contestant> all, String key, String title, String handler, FunctionDirectory directory) {
        all.add(new Contestant(
                key, title + ", plain JVM", handler, memory -> sized(directory.program(), memory), null));
        all.add(new Contestant(
                key + "-c1",
                title + ", C1 and serial collector",
                handler,
                memory -> sized(directory.program().withFlags(FIRST_COMPILER), memory),
                null));
        all.add(new Contestant(
                key + "-aot",
                title + ", the same and AOT cache",
                handler,
                memory -> directory.bootstrap(),
                FunctionDirectory.canTrain() ? null : "a JDK of " + FunctionDirectory.LEAST_JAVA + " or later"));
    }

    private static JavaProgram sized(JavaProgram program, int memory) {
        return program.withFlags(List.of("-Xmx" + heap(memory) + 'm'));
    }

    private static int heap(int memory) {
        return memory * PERCENT_FOR_THE_HEAP / 100;
    }

    private static FunctionProgram peer(String... command) {
        return function -> List.of(command);
    }

    private @Nullable String missingNode(String node) {
        if (node.isEmpty()) {
            return "Node 20 or later";
        }
        return Files.isDirectory(peers.resolve("lambda-node/node_modules"))
                ? null
                : "npm ci in " + peers.resolve("lambda-node");
    }
}
