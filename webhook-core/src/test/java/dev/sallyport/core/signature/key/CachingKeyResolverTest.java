package dev.sallyport.core.signature.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sallyport.core.signature.key.KeyResolution.Absent;
import dev.sallyport.core.signature.key.KeyResolution.Found;
import dev.sallyport.core.signature.key.KeyResolution.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CachingKeyResolverTest {

    private static final String ED25519 = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\","
            + "\"x\":\"nktvyzIVw1sscznw4ESIJLGS9goe0M-Q-9fC1KUlwvo\"}";

    private static final KeyCacheLimits LIMITS =
            new KeyCacheLimits(2, Duration.ofMinutes(10), Duration.ofMinutes(60), Duration.ofSeconds(10), 1000);

    private final Map<String, KeyResolution> published = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Instant now = Instant.parse("2025-08-22T00:00:00Z");

    private CachingKeyResolver resolver = resolver(LIMITS);

    private CachingKeyResolver resolver(KeyCacheLimits limits) {
        return new CachingKeyResolver(
                request -> {
                    asked.add(request.url());
                    return published.getOrDefault(request.url(), new Absent());
                },
                () -> now,
                limits);
    }

    private static KeyResolution keySet(String... keyIds) {
        List<String> keys = new ArrayList<>();
        for (String keyId : keyIds) {
            keys.add(ED25519.formatted(keyId));
        }
        String document = "{\"keys\":[" + String.join(",", keys) + "]}";
        return KeyResolution.ofDocument(new KeyRequest("u", null), document.getBytes(StandardCharsets.UTF_8));
    }

    private KeyResolution resolve(String url, String keyId) {
        return resolver.resolve(new KeyRequest(url, keyId));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Nested
    class OfAKnownKey {

        @Test
        void shouldAskOnceUntilTheDocumentIsOld() {
            published.put("u", keySet("a", "b"));
            assertThat(resolve("u", "a")).isSameAs(published.get("u"));
            pass(LIMITS.keep().minusNanos(1));
            assertThat(resolve("u", "b")).isSameAs(published.get("u"));
            assertThat(asked).hasSize(1);
            pass(Duration.ofNanos(1));
            resolve("u", "a");
            assertThat(asked).hasSize(2);
        }

        @Test
        void shouldServeTheOldDocumentWhileTheAddressDoesNotAnswer() {
            KeyResolution known = keySet("a");
            published.put("u", known);
            resolve("u", "a");
            published.put("u", new Unavailable("busy"));
            pass(LIMITS.keep());
            assertThat(resolve("u", "a")).isSameAs(known);
            assertThat(resolve("u", "a")).isSameAs(known);
            assertThat(asked).as("after a failure, a pause").hasSize(2);
            pass(LIMITS.keepWhenUnavailable().minus(LIMITS.keep()).minusNanos(1));
            assertThat(resolve("u", "a")).isSameAs(known);
            pass(Duration.ofNanos(1));
            assertThat(resolve("u", "a")).isInstanceOf(Unavailable.class);
        }

        @Test
        void shouldForgetADocumentThatTheProviderWithdrew() {
            published.put("u", keySet("a"));
            resolve("u", "a");
            published.put("u", new Absent());
            pass(LIMITS.keep());
            assertThat(resolve("u", "a")).isInstanceOf(Absent.class);
            published.put("u", new Unavailable("busy"));
            pass(LIMITS.pause());
            assertThat(resolve("u", "a")).isInstanceOf(Unavailable.class);
        }

        @Test
        void shouldTakeADocumentFromTheFutureForOld() {
            published.put("u", keySet("a"));
            resolve("u", "a");
            now = now.minusSeconds(1);
            resolve("u", "a");
            assertThat(asked).hasSize(2);
        }
    }

    @Nested
    class OfAnUnknownKey {

        @Test
        void shouldLookForAChangedKeyOncePerPause() {
            published.put("u", keySet("a"));
            resolve("u", "a");
            published.put("u", keySet("a", "b"));
            assertThat(((Found) resolve("u", "b")).answersTo("b")).isFalse();
            pass(LIMITS.pause());
            assertThat(((Found) resolve("u", "b")).answersTo("b")).isTrue();
            assertThat(((Found) resolve("u", "forged")).answersTo("forged")).isFalse();
            assertThat(asked).hasSize(2);
        }

        @Test
        void shouldRememberFailuresForAPause() {
            assertThat(resolve("u", "a")).isInstanceOf(Absent.class);
            published.put("u", keySet("a"));
            pass(LIMITS.pause().minusNanos(1));
            assertThat(resolve("u", "a")).isInstanceOf(Absent.class);
            pass(Duration.ofNanos(1));
            assertThat(resolve("u", "a")).isInstanceOf(Found.class);
            assertThat(asked).hasSize(2);
        }

        @Test
        void shouldNotLetFailuresPushOutKeys() {
            published.put("u", keySet("a"));
            resolve("u", "a");
            for (int i = 0; i < 100; i++) {
                resolve("forged" + i, "a");
            }
            resolve("u", "a");
            assertThat(asked.stream().filter("u"::equals)).hasSize(1);
        }

        @Test
        void shouldRememberNoMoreFailuresThanAllowed() {
            resolve("f1", "a");
            resolve("f2", "a");
            resolve("f3", "a");
            resolve("f3", "a");
            resolve("f2", "a");
            resolve("f1", "a");
            assertThat(asked).containsExactly("f1", "f2", "f3", "f1");
        }
    }

    @Nested
    class Bounds {

        @Test
        void shouldForgetTheDocumentThatWasNotWantedForLongest() {
            for (String url : List.of("u1", "u2", "u3")) {
                published.put(url, keySet("a"));
            }
            resolve("u1", "a");
            resolve("u2", "a");
            resolve("u1", "a");
            resolve("u3", "a");
            resolve("u1", "a");
            resolve("u2", "a");
            assertThat(asked).containsExactly("u1", "u2", "u3", "u2");
        }

        @Test
        void shouldAskNoMoreOftenPerMinuteThanAllowed() {
            resolver = resolver(
                    new KeyCacheLimits(8, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofSeconds(1), 2));
            published.put("u", keySet("a"));
            resolve("u", "a");
            pass(Duration.ofSeconds(31));
            resolve("f1", "a");
            assertThat(resolve("f2", "a")).isInstanceOf(Unavailable.class);
            assertThat(resolve("u", "a")).as("the old document serves").isSameAs(published.get("u"));
            assertThat(asked).containsExactly("u", "f1");
            pass(Duration.ofSeconds(29));
            assertThat(resolve("f2", "a")).isInstanceOf(Absent.class);
        }

        @Test
        void shouldRefuseLimitsThatMakeNoSense() {
            Duration second = Duration.ofSeconds(1);
            assertThatIllegalArgumentException().isThrownBy(() -> new KeyCacheLimits(0, second, second, second, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> new KeyCacheLimits(1, second, second, second, 0));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new KeyCacheLimits(1, Duration.ZERO, second, second, 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new KeyCacheLimits(1, second, second, Duration.ZERO, 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new KeyCacheLimits(1, second, Duration.ofMillis(999), second, 1));
        }
    }

    @Nested
    class WithCredentials {

        private final KeySource byKeyId =
                new KeySource(null, null, Map.of("key_id", new KeySource.Asked.KeyId()), null);

        private final KeySource byAddress =
                new KeySource(null, null, Map.of("secret", new KeySource.Asked.Configured("secret")), null);

        @Test
        void shouldKeepADocumentForEachKeyWhereTheyAreAskedForById() {
            KeyAccess access = byKeyId.access(name -> null);
            List<String> questions = new ArrayList<>();
            resolver = new CachingKeyResolver(
                    request -> {
                        questions.add(request.keyId());
                        return "a".equals(request.keyId()) ? keySet("a") : new Absent();
                    },
                    () -> now,
                    LIMITS);
            assertThat(resolver.resolve(new KeyRequest("u", "a", access))).isInstanceOf(Found.class);
            assertThat(resolver.resolve(new KeyRequest("u", "b", access))).isInstanceOf(Absent.class);
            assertThat(resolver.resolve(new KeyRequest("u", "a", access))).isInstanceOf(Found.class);
            assertThat(questions).containsExactly("a", "b");
        }

        @Test
        void shouldAnswerNobodyByWhatAnotherWasTold() {
            published.put("u", new Absent());
            KeyAccess one = byAddress.access(name -> "one");
            KeyAccess other = byAddress.access(name -> "other");
            resolver.resolve(new KeyRequest("u", "a", one));
            published.put("u", keySet("a"));
            assertThat(resolver.resolve(new KeyRequest("u", "a", other))).isInstanceOf(Found.class);
            assertThat(resolver.resolve(new KeyRequest("u", "a", byAddress.access(name -> "one"))))
                    .isInstanceOf(Absent.class);
        }
    }

    @Nested
    class Failing {

        private final List<String> told = new ArrayList<>();

        @Test
        void shouldTellWhyOnceForEachTimeItAsked() {
            resolver = new CachingKeyResolver(
                    request -> new Unavailable("answered 500"),
                    () -> now,
                    LIMITS,
                    (host, reason) -> told.add(host + " " + reason));
            assertThat(resolve("https://keys.example.com/k7", "a")).isEqualTo(new Unavailable("answered 500"));
            assertThat(resolve("https://keys.example.com/k7", "a")).isEqualTo(new Unavailable("answered 500"));
            assertThat(told).containsExactly("keys.example.com answered 500");
            pass(LIMITS.pause());
            resolve("https://keys.example.com/k7", "a");
            assertThat(told).hasSize(2);
        }

        @Test
        void shouldTellNothingOfAKeyThatTheProviderDoesNotHave() {
            resolver = new CachingKeyResolver(
                    request -> new Absent(), () -> now, LIMITS, (host, reason) -> told.add(host + " " + reason));
            resolve("https://keys.example.com/k7", "a");
            assertThat(told).isEmpty();
        }
    }

    @Nested
    class Concurrently {

        @Test
        @Timeout(30)
        void shouldAskOnceForAllWhoWantTheSame() throws Exception {
            CountDownLatch asking = new CountDownLatch(1);
            CountDownLatch mayAnswer = new CountDownLatch(1);
            KeyResolution answer = keySet("a");
            resolver = new CachingKeyResolver(
                    request -> {
                        asked.add(request.url());
                        asking.countDown();
                        await(mayAnswer);
                        return answer;
                    },
                    () -> now,
                    LIMITS);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<KeyResolution>> answers = new ArrayList<>();
                answers.add(threads.submit(() -> resolve("u", "a")));
                await(asking);
                for (int i = 0; i < 20; i++) {
                    answers.add(threads.submit(() -> resolve("u", "a")));
                }
                mayAnswer.countDown();
                for (Future<KeyResolution> one : answers) {
                    assertThat(one.get()).isSameAs(answer);
                }
            }
            assertThat(asked).containsExactly("u");
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Test
        void shouldNotStayStuckBehindASourceThatBreaksItsPromise() {
            resolver = new CachingKeyResolver(
                    request -> {
                        asked.add(request.url());
                        throw new IllegalStateException("broken");
                    },
                    () -> now,
                    LIMITS);
            assertThatIllegalStateException().isThrownBy(() -> resolve("u", "a"));
            assertThat(resolve("u", "a")).isInstanceOf(Unavailable.class);
            assertThat(asked).hasSize(1);
        }
    }
}
