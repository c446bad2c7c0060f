package dev.sallyport.testkit.memory;

import dev.sallyport.core.delivery.DeliveryError;
import dev.sallyport.core.delivery.IpAddress;
import dev.sallyport.core.delivery.PortRange;
import dev.sallyport.core.delivery.ResponseExcerpt;
import dev.sallyport.core.delivery.TargetPolicy;
import dev.sallyport.core.delivery.TargetUrl;
import dev.sallyport.core.delivery.UrlVerdict;
import dev.sallyport.core.event.Headers;
import dev.sallyport.core.port.out.HttpSender;
import dev.sallyport.core.port.out.HttpSender.SendOutcome;
import dev.sallyport.core.port.out.HttpSender.SendRequest;
import dev.sallyport.testkit.contract.HttpSenderContract;
import java.util.List;
import java.util.Objects;

class InMemoryHttpSenderTest implements HttpSenderContract.All {

    private static final IpAddress SOMEBODY = address("203.0.114.1");
    private static final IpAddress NOBODY = address("203.0.114.2");

    private final InMemoryHttpSender sender = new InMemoryHttpSender();
    private int receivers;

    @Override
    public HttpSender sender() {
        sender.makeUnreachable(NOBODY);
        return sender;
    }

    @Override
    public IpAddress nobody() {
        return NOBODY;
    }

    @Override
    public Receiver receiver(Behaviour behaviour) {
        String host = "receiver-" + ++receivers + ".example";
        sender.on(host, request -> outcome(behaviour, request));
        return new InMemoryReceiver(target("https://" + host + ":8443/hook?token=1"));
    }

    private static SendOutcome outcome(Behaviour behaviour, SendRequest request) {
        return switch (behaviour) {
            case Behaviour.Answers like -> InMemoryHttpSender.answer(like.status(), like.headers(), like.body());
            case Behaviour.Echoes echo -> InMemoryHttpSender.answer(200, Headers.none(), request.body());
            case Behaviour.Stalls stall ->
                new SendOutcome.Response(
                        stall.status(),
                        Headers.none(),
                        new ResponseExcerpt(stall.beginning(), true),
                        request.deadline());
            case Behaviour.SaysNothing silence -> new SendOutcome.Failed(DeliveryError.TIMEOUT, request.deadline());
            case Behaviour.HangsUp end -> InMemoryHttpSender.failure(DeliveryError.CONNECTION_LOST);
        };
    }

    private static TargetUrl target(String url) {
        TargetPolicy policy =
                TargetPolicy.builder().addPorts(PortRange.only(8443)).build();
        return ((UrlVerdict.Allowed) policy.judge(url)).url();
    }

    private static IpAddress address(String text) {
        return Objects.requireNonNull(IpAddress.parse(text));
    }

    private final class InMemoryReceiver implements Receiver {

        private final TargetUrl target;

        InMemoryReceiver(TargetUrl target) {
            this.target = target;
        }

        @Override
        public TargetUrl target() {
            return target;
        }

        @Override
        public IpAddress address() {
            return SOMEBODY;
        }

        @Override
        public List<Received> received() {
            return sender.requestsTo(target.host()).stream()
                    .map(InMemoryReceiver::asReceived)
                    .toList();
        }

        private static Received asReceived(SendRequest request) {
            TargetUrl to = request.target();
            Headers.Builder headers = Headers.builder().add("Host", to.host() + ":" + to.port());
            for (int i = 0; i < request.headers().size(); i++) {
                headers.add(request.headers().nameAt(i), request.headers().valueAt(i));
            }
            return new Received("POST", to.pathAndQuery(), headers.build(), request.body());
        }
    }
}
