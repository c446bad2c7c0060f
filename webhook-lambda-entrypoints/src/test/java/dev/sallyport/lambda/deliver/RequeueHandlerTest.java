package dev.sallyport.lambda.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.delivery.DeliveryId;
import dev.sallyport.core.delivery.EventId;
import dev.sallyport.core.delivery.endpoint.Endpoint;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase.RequeueCommand;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase.RequeueReport;
import dev.sallyport.core.port.out.DeliveryQueue.Entry;
import dev.sallyport.core.port.out.DeliveryQueue.Handout;
import dev.sallyport.core.port.out.DeliveryQueue.Receipt;
import dev.sallyport.lambda.FakeContext;
import dev.sallyport.lambda.OutboundFixture;
import dev.sallyport.lambda.queue.DeadDeliveries;
import dev.sallyport.testkit.memory.InMemoryHttpSender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequeueHandlerTest {

    private final OutboundFixture world = new OutboundFixture();
    private final RecordingDeliveryQueue gaveUp = new RecordingDeliveryQueue();
    private final RecordingDeliveryQueue queue = new RecordingDeliveryQueue();
    private final List<RequeueCommand> commands = new ArrayList<>();

    private String answer(String input) throws IOException {
        RequeueHandler handler = new RequeueHandler(new RequeueFunction(
                new DeadDeliveries(gaveUp, queue, world.deliveries),
                command -> {
                    commands.add(command);
                    return new RequeueReport(3, 1, null);
                },
                world.telling.invocations()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(input.getBytes(UTF_8)), out, FakeContext.OF_30_SECONDS);
        return out.toString(UTF_8);
    }

    private void giveUp(String receipt, EventId event, Endpoint endpoint) {
        gaveUp.waiting.add(new Handout(new DeliveryId(event, endpoint.id()), new Receipt(receipt)));
    }

    @Test
    void shouldDoAsItIsToldAndCount() throws IOException {
        assertThat(answer("{\"batchSize\":5,\"maxMessages\":20}")).isEqualTo("{\"requeued\":3,\"failed\":1}");
        assertThat(commands)
                .containsExactly(
                        RequeueCommand.builder().batchSize(5).maxMessages(20).build());
    }

    @Test
    void shouldDoWithoutWishes() throws IOException {
        assertThat(answer("{}")).isEqualTo("{\"requeued\":3,\"failed\":1}");
        assertThat(commands).containsExactly(RequeueCommand.builder().build());
    }

    @Test
    void shouldMoveFirstWhatTheQueueGaveUp() throws IOException {
        Endpoint pending = world.endpoint("pending.example.com");
        Endpoint delivered = world.endpoint("delivered.example.com");
        world.sender.on("delivered.example.com", InMemoryHttpSender.answer(200));
        EventId event = world.accept("{}");
        world.outbound.delivering().deliver(new DeliveryId(event, delivered.id()));
        giveUp("r1", event, pending);
        giveUp("r2", event, delivered);

        assertThat(answer("{\"batchSize\":1,\"maxMessages\":10}")).isEqualTo("{\"requeued\":4,\"failed\":1}");
        assertThat(queue.sent)
                .as("what has ended is only taken out")
                .containsExactly(new Entry(new DeliveryId(event, pending.id()), OutboundFixture.SHOP, Duration.ZERO));
        assertThat(gaveUp.acknowledged).containsExactly("r1", "r2");
        assertThat(commands).extracting(RequeueCommand::maxMessages).containsExactly(8);
    }

    @Test
    void shouldLeaveWhatCannotBeMoved() throws IOException {
        giveUp("r1", world.accept("{}"), world.endpoint("late.example.com"));
        EventId event = world.accept("{}");
        giveUp("r2", event, world.endpoint("x.example.com"));
        Endpoint known = world.endpoint("y.example.com");
        EventId later = world.accept("{}");
        giveUp("r3", later, known);
        queue.outOfReach = true;

        assertThat(answer("{\"maxMessages\":3}")).isEqualTo("{\"requeued\":0,\"failed\":1}");
        assertThat(gaveUp.acknowledged).containsExactly("r1", "r2");
        assertThat(commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|the input must be an object such as {\"batchSize\":10,\"maxMessages\":100}",
                "{\"batchSize\":0}|batchSize must be a whole number from 1 to 1000",
                "{\"batchSize\":\"10\"}|batchSize must be a whole number from 1 to 1000",
                "{\"maxMessages\":100001}|maxMessages must be a whole number from 1 to 100000",
                "{\"maxMessages\":1e2}|maxMessages must be a whole number from 1 to 100000",
                "{\"secret\":1}|the input may hold batchSize and maxMessages, and nothing else",
                "{\"batchSize\" secret|the input is not well-formed JSON"
            })
    void shouldSayWhatIsWrongWithAWish(String input, String message) {
        assertThatThrownBy(() -> answer(input)).isInstanceOf(IOException.class).hasMessage(message);
        assertThat(commands).isEmpty();
    }
}
