package dev.sallyport.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.sallyport.architecture.law.Reach.anyMemberOf;
import static dev.sallyport.architecture.law.Reach.anyOf;
import static dev.sallyport.architecture.law.Reach.argumentless;
import static dev.sallyport.architecture.law.Reach.member;
import static dev.sallyport.architecture.law.Reach.method;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import dev.sallyport.architecture.law.Law;
import dev.sallyport.architecture.law.Rooms;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.KeyGenerator;
import org.junit.jupiter.api.Nested;

/** STYLE §6 rules 2 and 3: the core is told the time, and gets randomness, ids and configuration handed in. */
class CorePurityArchTest {

    @Nested
    class Time implements Law {

        private static final DescribedPredicate<JavaAccess<?>> CLOCK_OR_SLEEP = anyOf(
                member(System.class, "currentTimeMillis", "nanoTime"),
                argumentless("java.time", "now"),
                method(Clock.class, "systemUTC"),
                method(Clock.class, "systemDefaultZone"),
                method(Clock.class, "system", ZoneId.class),
                member(Clock.class, "tickMillis", "tickSeconds", "tickMinutes"),
                method(InstantSource.class, "system"),
                member(Thread.class, "sleep"),
                member(TimeUnit.class, "sleep"),
                member(LockSupport.class, "parkNanos", "parkUntil"),
                member(Date.class, "<init>"),
                anyMemberOf(Calendar.class));

        /** {@code java.security.cert} takes and gives no other kind of time; this class turns it into instants. */
        private static final String SPEAKS_DATE = "core.signature.key.CertificateChain";

        @Override
        public ArchRule in(Rooms rooms) {
            return CompositeArchRule.of(noClasses()
                            .that()
                            .resideInAPackage(rooms.core())
                            .should()
                            .accessTargetWhere(CLOCK_OR_SLEEP))
                    .and(noClasses()
                            .that()
                            .resideInAPackage(rooms.core())
                            .and()
                            .doNotHaveFullyQualifiedName(rooms.in(SPEAKS_DATE))
                            .should()
                            .dependOnClassesThat()
                            .belongToAnyOf(Date.class, Calendar.class))
                    .because("time is an injected InstantSource, and waiting is the host's work");
        }

        @Override
        public String fixture() {
            return "time";
        }

        @Override
        public List<String> findings() {
            return List.of(
                    "ReadsTheClock.millis()",
                    "ReadsTheClock.nanos()",
                    "ReadsTheClock.instant()",
                    "ReadsTheClock.byReference()",
                    "ReadsTheClock.today()",
                    "ReadsTheClock.systemClock()",
                    "ReadsTheClock.sleep()",
                    "ReadsTheClock.oldDate()",
                    "ReadsTheClock.oldField");
        }
    }

    @Nested
    class RandomnessAndIds implements Law {

        private static final DescribedPredicate<JavaAccess<?>> DRAWN_HERE = anyOf(
                member(Math.class, "random"),
                member(UUID.class, "randomUUID"),
                anyMemberOf(ThreadLocalRandom.class),
                method(Random.class, "<init>"),
                method(SplittableRandom.class, "<init>"),
                member(SecureRandom.class, "<init>", "getInstance", "getInstanceStrong"),
                member(RandomGenerator.class, "getDefault", "of"),
                anyMemberOf(RandomGeneratorFactory.class),
                method(Collections.class, "shuffle", List.class),
                anyMemberOf(KeyGenerator.class),
                anyMemberOf(KeyPairGenerator.class));

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.core())
                    .should()
                    .accessTargetWhere(DRAWN_HERE)
                    .because("a run is repeatable only if every draw comes from an injected source");
        }

        @Override
        public String fixture() {
            return "randomness";
        }

        @Override
        public List<String> findings() {
            return List.of(
                    "DrawsByItself.math()",
                    "DrawsByItself.id()",
                    "DrawsByItself.threadLocal()",
                    "DrawsByItself.unseeded()",
                    "DrawsByItself.secure()",
                    "DrawsByItself.byReference()",
                    "DrawsByItself.shuffled(");
        }
    }

    @Nested
    class Surroundings implements Law {

        private static final DescribedPredicate<JavaAccess<?>> PROCESS = anyOf(
                member(
                        System.class,
                        "getenv",
                        "getProperty",
                        "getProperties",
                        "setProperty",
                        "lineSeparator",
                        "exit",
                        "getLogger"),
                member(Integer.class, "getInteger"),
                member(Long.class, "getLong"),
                member(Boolean.class, "getBoolean"),
                member(ZoneId.class, "systemDefault"),
                member(TimeZone.class, "getDefault"),
                member(Locale.class, "getDefault"),
                member(Charset.class, "defaultCharset"),
                anyMemberOf(Runtime.class),
                anyMemberOf(ProcessBuilder.class));

        /** Names and addresses only; whatever asks the network is left out. */
        private static final Set<String> NET_VALUES = Stream.of(
                        URI.class,
                        URISyntaxException.class,
                        URLEncoder.class,
                        URLDecoder.class,
                        InetAddress.class,
                        Inet4Address.class,
                        Inet6Address.class,
                        UnknownHostException.class)
                .map(Class::getName)
                .collect(Collectors.toUnmodifiableSet());

        private static final DescribedPredicate<JavaAccess<?>> NAME_SERVICE = anyOf(
                member(
                        InetAddress.class,
                        "getByName",
                        "getAllByName",
                        "getLocalHost",
                        "getHostName",
                        "getCanonicalHostName",
                        "isReachable"),
                member(URI.class, "toURL"));

        private static final DescribedPredicate<JavaClass> FILE_OR_NETWORK =
                DescribedPredicate.describe("files or network", type -> {
                    String packageName = type.getPackageName();
                    return packageName.startsWith("java.nio.file")
                            || packageName.startsWith("java.nio.channels")
                            || packageName.startsWith("java.net.")
                            || packageName.startsWith("javax.net")
                            || packageName.startsWith("java.rmi")
                            || packageName.startsWith("java.sql")
                            || packageName.equals("java.net") && !NET_VALUES.contains(type.getName())
                            || packageName.equals("java.io")
                                    && (type.getSimpleName().startsWith("File")
                                            || type.getSimpleName().equals("RandomAccessFile"));
                });

        @Override
        public ArchRule in(Rooms rooms) {
            return noClasses()
                    .that()
                    .resideInAPackage(rooms.core())
                    .should()
                    .accessTargetWhere(anyOf(PROCESS, NAME_SERVICE))
                    .orShould()
                    .dependOnClassesThat(FILE_OR_NETWORK)
                    .because("the core sees environment, files and network through ports only");
        }

        @Override
        public String fixture() {
            return "surroundings";
        }

        @Override
        public List<String> findings() {
            return List.of(
                    "LooksAround.environment()",
                    "LooksAround.property()",
                    "LooksAround.zone()",
                    "LooksAround.oldFile()",
                    "LooksAround.file()",
                    "LooksAround.resolve()",
                    "LooksAround.socket()",
                    "LooksAround.client()");
        }
    }
}
