package dev.sallyport.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in a checkout of empty modules, with JDKs and a Maven that only say what they were told. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherIT {

    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "date",
            "dirname",
            "env",
            "find",
            "grep",
            "head",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "stty",
            "tail");

    @TempDir
    private Path directory;

    private Path root;
    private Path bin;
    private Path caller;

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectories(directory.resolve("check out"));
        bin = Files.createDirectories(directory.resolve("bin"));
        caller = Files.createDirectories(directory.resolve("caller"));
        for (String tool : TOOLS) {
            executable(bin.resolve(tool), "#!/bin/sh\nexec " + toolOnPath(tool) + " \"$@\"\n");
        }
        for (String module : List.of("webhook-core", "webhook-testkit", "webhook-local")) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(root.resolve("pom.xml"), "");
        copyLauncher(21);
    }

    private static Path toolOnPath(String tool) {
        for (String place : System.getenv("PATH").split(":", -1)) {
            Path candidate = Path.of(place, tool);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new AssertionError("the launcher needs " + tool);
    }

    private void copyLauncher(int leastJava) throws IOException {
        String script = Files.readString(Path.of("..", "sallyport"));
        assertThat(script).contains("\nleast_java=21\n");
        executable(root.resolve("sallyport"), script.replace("\nleast_java=21\n", "\nleast_java=" + leastJava + "\n"));
    }

    private static void executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Makes a JDK whose java says which it is, where it runs, and with what. */
    private Path jdk(int release) throws IOException {
        Path home = directory.resolve("jdk " + release);
        executable(
                home.resolve("bin/java"),
                "#!/bin/sh\necho \"java " + release + " in $PWD\"\nfor a; do echo \"$a\"; done\n");
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + release + ".0.1\"\n");
        return home;
    }

    private Path built(String name) throws IOException {
        return built("webhook-local", name);
    }

    private Path built(String module, String name) throws IOException {
        Path build = root.resolve(module).resolve("target/run").resolve(name);
        Files.createDirectories(build.resolve("lib"));
        Files.writeString(build.resolve("built"), "");
        Files.setLastModifiedTime(
                build.resolve("built"), FileTime.from(Instant.now().plusSeconds(60)));
        return build;
    }

    private record Result(int status, List<String> out, String err) {}

    private Result run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return run(root.resolve("sallyport"), environment, arguments);
    }

    private Result run(Path launcher, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(caller.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("HOME", directory.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> out = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        return new Result(process.waitFor(), out, Files.readString(err));
    }

    @Nested
    class Running {

        @Test
        void shouldHandOverInTheCallersDirectoryWithArgumentsAsGiven() throws Exception {
            Path build = built("20260101000000-1");

            Result result = run(Map.of("JAVA_HOME", jdk(25).toString()), "send", "a b", "*", "");

            assertThat(result.err()).isEmpty();
            assertThat(result.status()).isZero();
            assertThat(result.out().getFirst()).isEqualTo("java 25 in " + caller.toRealPath());
            assertThat(result.out())
                    .contains("--enable-native-access=ALL-UNNAMED")
                    .endsWith(
                            "-cp",
                            build.toRealPath() + "/lib/*",
                            "dev.sallyport.local.cli.Sallyport",
                            "send",
                            "a b",
                            "*",
                            "");
        }

        @Test
        void shouldPutTheUsersFlagsBehindItsOwn() throws Exception {
            built("20260101000000-1");

            List<String> flags = run(
                            Map.of("JAVA_HOME", jdk(25).toString(), "SALLYPORT_JAVA_OPTS", "-Xmx2g -Da=b"), "serve")
                    .out();

            assertThat(flags).containsSubsequence("-Xmx512m", "-Xmx2g", "-Da=b", "-cp");
        }

        /** A plain gateway neither builds nor loads what runs on AWS. */
        @Test
        void shouldTakeTheBuildWithTheSdkOnlyWhereItIsAskedFor() throws Exception {
            Path plain = built("20260101000000-1");
            Path withSdk = built("webhook-local-emulated", "20260101000000-1");
            Map<String, String> environment = Map.of("JAVA_HOME", jdk(25).toString());

            assertThat(run(environment, "serve", "--config", "aws-emulated").out())
                    .contains(plain.toRealPath() + "/lib/*");
            assertThat(run(environment, "serve", "--engine", "aws-emulated").out())
                    .contains(
                            withSdk.toRealPath() + "/lib/*",
                            "-Dsallyport.functions=" + withSdk.toRealPath() + "/functions");
            assertThat(run(environment, "demo", "--json", "--engine=aws-emulated")
                            .out())
                    .contains(withSdk.toRealPath() + "/lib/*");
        }

        @Test
        void shouldBeFoundThroughSymbolicLinks() throws Exception {
            built("20260101000000-1");
            Path link = Files.createSymbolicLink(directory.resolve("link"), root.resolve("sallyport"));

            assertThat(run(link, Map.of("JAVA_HOME", jdk(25).toString()), "list")
                            .status())
                    .isZero();
        }
    }

    @Nested
    class FindingAJdk {

        @Test
        void shouldTakeTheUsersChoiceIfItWillDo() throws Exception {
            built("20260101000000-1");
            Path old = jdk(17);
            Path good = jdk(22);

            assertThat(run(Map.of("JAVA_HOME", good.toString(), "JAVA_HOME_99_X64", jdk(99).toString()))
                            .out())
                    .first()
                    .asString()
                    .startsWith("java 22 ");
            assertThat(run(Map.of("SALLYPORT_JAVA_HOME", good.toString(), "JAVA_HOME", jdk(30).toString()))
                            .out())
                    .first()
                    .asString()
                    .startsWith("java 22 ");
            Files.createSymbolicLink(bin.resolve("javac"), good.resolve("bin/javac"));
            assertThat(run(Map.of("JAVA_HOME", old.toString())).out())
                    .first()
                    .asString()
                    .startsWith("java 22 ");
        }

        @Test
        void shouldOtherwiseTakeTheNewestOfTheUsualPlaces() throws Exception {
            built("20260101000000-1");
            Path sdkman = Files.createDirectories(directory.resolve(".sdkman/candidates/java"));
            Files.createSymbolicLink(sdkman.resolve("99-x"), jdk(99));

            assertThat(run(Map.of("JAVA_HOME", jdk(17).toString(), "JAVA_HOME_98_X64", jdk(98).toString()))
                            .out())
                    .first()
                    .asString()
                    .startsWith("java 99 ");
        }

        @Test
        void shouldSayWhatItFoundIfNoneWillDo() throws Exception {
            copyLauncher(1000);
            built("20260101000000-1");
            Path old = jdk(17);

            Result result = run(Map.of("JAVA_HOME", old.toString()), "list");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("sallyport: needs a JDK of 1000 or later, and found 17 (" + old + ")")
                    .contains("set JAVA_HOME");
        }
    }

    @Nested
    class Building {

        private void maven(String script) throws IOException {
            executable(
                    bin.resolve("mvn"),
                    "#!/bin/sh\necho \"$@\" >> '" + directory.resolve("mvn-calls") + "'\ncd '" + root + "'\n" + script);
        }

        private List<String> mavenCalls() throws IOException {
            Path calls = directory.resolve("mvn-calls");
            return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
        }

        private void workingMaven() throws IOException {
            maven(
                    "mkdir -p webhook-local/target/launcher/dist/lib\necho a > webhook-local/target/launcher/dist/lib/a.jar\n");
        }

        @Test
        void shouldBuildTheFirstTimeAndNotTheSecond() throws Exception {
            workingMaven();
            Map<String, String> environment = Map.of("JAVA_HOME", jdk(25).toString());

            Result first = run(environment, "list");
            assertThat(first.status()).isZero();
            assertThat(first.err()).startsWith("sallyport: building (log: ").hasLineCount(1);
            assertThat(run(environment, "list").err()).isEmpty();
            assertThat(mavenCalls()).hasSize(1);
            assertThat(mavenCalls().getFirst())
                    .startsWith("-B -q -f " + root.toRealPath() + "/pom.xml -pl webhook-local -am package ");
        }

        @Test
        void shouldBuildAgainWhenASourceIsNewerOrGone() throws Exception {
            workingMaven();
            Map<String, String> environment = Map.of("JAVA_HOME", jdk(25).toString());
            Path source = root.resolve("webhook-core/src/main/A.java");
            Files.writeString(source, "");
            Path build = built("20260101000000-1");
            assertThat(run(environment).err()).isEmpty();

            Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(120)));
            assertThat(run(environment).err()).contains("building");
            assertThat(build.resolve("lib"))
                    .as("what another process may be running from")
                    .exists();
        }

        @Test
        void shouldPointToTheLogWhenTheBuildFails() throws Exception {
            maven("echo '[INFO] fine'\necho '[ERROR] A.java:[1,2] wrong'\nexit 1\n");

            Result result = run(Map.of("JAVA_HOME", jdk(25).toString()), "list");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err())
                    .contains("the build failed; the end of its log, " + root.toRealPath()
                            + "/webhook-local/target/sallyport-build.log:")
                    .contains("[ERROR] A.java:[1,2] wrong")
                    .doesNotContain("[INFO]");
            assertThat(run(Map.of("JAVA_HOME", jdk(25).toString()), "list").status())
                    .as("the lock is given back")
                    .isEqualTo(1);
        }

        @Test
        void shouldSayThatMavenIsMissing() throws Exception {
            Result result = run(Map.of("JAVA_HOME", jdk(25).toString()), "list");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).startsWith("sallyport: needs Apache Maven ");
        }

        @Test
        void shouldTakeOverTheLockOfAProcessThatDied() throws Exception {
            workingMaven();
            Path lock = Files.createDirectories(root.resolve("webhook-local/target/run/lock"));
            Files.writeString(lock.resolve("pid"), "999999999");

            assertThat(run(Map.of("JAVA_HOME", jdk(25).toString()), "list").status())
                    .isZero();
        }
    }
}
