package dev.sallyport.hosting.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.port.out.OutcomeUnknownException;
import dev.sallyport.core.port.out.PortUnavailableException;
import dev.sallyport.core.port.out.SubscriptionConfirmer;
import dev.sallyport.testkit.contract.SubscriptionConfirmerContract;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpSubscriptionConfirmerIT extends CallsITBase implements SubscriptionConfirmerContract {

    private static final URI CONFIRM = URI.create(BASE + "/?Action=ConfirmSubscription&Token=2336412f");

    @Override
    public SubscriptionConfirmer confirmer() {
        try {
            return new HttpSubscriptionConfirmer(new GuardedClient(settings(LONG)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public URI answering(int status) {
        server.answer("/confirmed", 200, "");
        server.answer("/confirm?status=" + status, status, "", "Location: " + BASE + "/confirmed");
        return URI.create(BASE + "/confirm?status=" + status);
    }

    @Override
    public List<URI> called() {
        return server.requests().stream()
                .map(request -> URI.create(request.substring("GET ".length())))
                .toList();
    }

    @Test
    void shouldNotReadWhatFollowsASuccess() {
        server.on(CONFIRM.getRawPath() + "?" + CONFIRM.getRawQuery(), out -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            while (true) {
                out.write("10\r\n0123456789abcdef\r\n".getBytes());
            }
        });

        confirmer().confirm(PROVIDER, CONFIRM);

        assertThat(called()).containsExactly(CONFIRM);
    }

    @Test
    void shouldNotKnowWhatCameOfACallWithoutAnAnswer() throws Exception {
        server.on(CONFIRM.getRawPath() + "?" + CONFIRM.getRawQuery(), server.andThenNothing(""));
        SubscriptionConfirmer hasty = new HttpSubscriptionConfirmer(new GuardedClient(settings(SHORT)));

        assertThatThrownBy(() -> hasty.confirm(PROVIDER, CONFIRM))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessage("the URL that confirms sns: " + HOST + " did not answer in time");
    }

    @Test
    void shouldNotKnowWhatCameOfACallThatWasCutOff() {
        server.on(CONFIRM.getRawPath() + "?" + CONFIRM.getRawQuery(), out -> out.write("HTTP/1.1 20".getBytes()));

        assertThatThrownBy(() -> confirmer().confirm(PROVIDER, CONFIRM)).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void shouldSayThatNothingWasSentToAHostWithoutAddress() throws Exception {
        SubscriptionConfirmer lost =
                new HttpSubscriptionConfirmer(new GuardedClient(settings(LONG, TargetPolicy.ofPublicHttps(), host -> {
                    throw new UnknownHostException(host);
                })));

        assertThatThrownBy(() -> lost.confirm(PROVIDER, CONFIRM))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessage("the URL that confirms sns: " + HOST + " failed: UnknownHostException");
    }

    @Test
    void shouldCallNoInnerAddress() throws Exception {
        SubscriptionConfirmer guarded = new HttpSubscriptionConfirmer(new GuardedClient(
                settings(LONG, TargetPolicy.ofPublicHttps(), host -> List.of(InetAddress.getLoopbackAddress()))));

        assertThatThrownBy(() -> guarded.confirm(PROVIDER, CONFIRM))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessage("the URL that confirms sns: " + HOST + " is refused: loopback");
        assertThat(server.connections()).isZero();
    }
}
