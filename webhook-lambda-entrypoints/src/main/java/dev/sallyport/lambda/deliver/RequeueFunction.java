package dev.sallyport.lambda.deliver;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase.RequeueCommand;
import dev.sallyport.core.port.in.RequeueDeliveriesUseCase.RequeueReport;
import dev.sallyport.lambda.queue.DeadDeliveries;
import dev.sallyport.lambda.queue.DeadDeliveries.Moved;
import dev.sallyport.lambda.telemetry.Invocations;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Requeues up to a number of deliveries: first what the queue gave up, then what ended without having arrived. Thread-safe.
 */
public final class RequeueFunction {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_AT_ONCE = 1_000;

    private final DeadDeliveries gaveUp;
    private final RequeueDeliveriesUseCase requeueing;
    private final Invocations invocations;

    RequeueFunction(DeadDeliveries gaveUp, RequeueDeliveriesUseCase requeueing, Invocations invocations) {
        this.gaveUp = gaveUp;
        this.requeueing = requeueing;
        this.invocations = invocations;
    }

    /** How many are moved at a time, and how many in all. */
    private record Wish(int batchSize, int maxMessages) {}

    /** How many were requeued, and how many could not be. */
    private record Done(int requeued, int failed) {}

    void answer(InputStream event, OutputStream out, Context context) throws IOException {
        Wish wish = read(event);
        Done done = invocations.run(context, null, () -> requeue(wish));
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberField("requeued", done.requeued());
            json.writeNumberField("failed", done.failed());
            json.writeEndObject();
        }
    }

    private Done requeue(Wish wish) {
        int requeued = 0;
        int failed = 0;
        int left = wish.maxMessages();
        boolean more = true;
        while (more && left > 0) {
            Moved moved = gaveUp.move(Math.min(left, wish.batchSize()));
            requeued += moved.requeued();
            failed += moved.failed();
            left -= moved.taken();
            // One that failed is reserved for a while: asking on would find the others, and end.
            more = moved.taken() > 0;
        }
        if (left > 0) {
            RequeueReport report = requeueing.requeue(RequeueCommand.builder()
                    .batchSize(wish.batchSize())
                    .maxMessages(left)
                    .build());
            requeued += report.requeued();
            failed += report.failed();
        }
        return new Done(requeued, failed);
    }

    private static Wish read(InputStream event) throws IOException {
        int batchSize = 10;
        int maxMessages = 100;
        try (JsonParser json = JSON.createParser(event)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new WrongInputException(
                        "the input must be an object such as {\"batchSize\":10,\"maxMessages\":100}");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "batchSize" -> batchSize = number(json, name, MOST_AT_ONCE);
                    case "maxMessages" -> maxMessages = number(json, name, RequeueCommand.LARGEST);
                    default ->
                        throw new WrongInputException("the input may hold batchSize and maxMessages, and nothing else");
                }
            }
        } catch (JsonParseException e) {
            throw new WrongInputException("the input is not well-formed JSON");
        }
        return new Wish(batchSize, maxMessages);
    }

    private static int number(JsonParser json, String name, int most) throws IOException {
        boolean isWhole =
                json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == JsonParser.NumberType.INT;
        int number = isWhole ? json.getIntValue() : 0;
        if (number < 1 || number > most) {
            throw new WrongInputException(name + " must be a whole number from 1 to " + most);
        }
        return number;
    }

    /** The caller asked for something that cannot be. */
    static final class WrongInputException extends IOException {

        private static final long serialVersionUID = 1;

        WrongInputException(String message) {
            super(message);
        }
    }
}
