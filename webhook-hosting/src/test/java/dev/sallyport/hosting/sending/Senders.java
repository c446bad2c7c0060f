package dev.sallyport.hosting.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.delivery.TargetUrl;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;

/** Senders and receivers of a test, closed after it. */
abstract class Senders {

    static final Duration AMPLE = Duration.ofSeconds(20);

    /** For what has no answer before the deadline, however late it begins. */
    static final Duration SHORT = Duration.ofMillis(700);

    /** For what has begun to answer at the deadline, on a busy machine too. */
    static final Duration ENOUGH_TO_BEGIN = Duration.ofSeconds(5);

    static final RawPayload BODY = payload("{\"id\":1}");

    private final List<AutoCloseable> open = new ArrayList<>();
    private int receivers;

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    final <T extends AutoCloseable> T closing(T one) {
        open.add(one);
        return one;
    }

    final ApacheHttpSender newSender() {
        return closing(new ApacheHttpSender(SenderSettings.defaults()));
    }

    final ApacheHttpSender newSender(SSLContext trust) {
        return closing(new ApacheHttpSender(SenderSettings.defaults(), trust));
    }

    final RawReceiver http(RawReceiver.Conversation conversation) {
        return closing(RawReceiver.http("receiver-" + ++receivers + ".example", conversation));
    }

    final RawReceiver https(String host, SSLContext identity, RawReceiver.Conversation conversation) {
        return closing(RawReceiver.https(host, identity, conversation));
    }

    static SendRequest request(TargetUrl target, Duration deadline) {
        return new SendRequest(target, List.of(RawReceiver.LOOPBACK), Headers.none(), BODY, deadline);
    }

    /** Answers every request of a connection alike. */
    static RawReceiver.Conversation answering(String answer) {
        return wire -> {
            while (wire.read() != null) {
                wire.say(answer);
            }
        };
    }

    static RawPayload payload(String text) {
        return RawPayload.adopt(text.getBytes(UTF_8));
    }

    static SendOutcome.Response response(SendOutcome outcome) throws IOException {
        if (outcome instanceof SendOutcome.Response response) {
            return response;
        }
        throw new IOException("there was no answer: " + outcome);
    }
}
