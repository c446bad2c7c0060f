package dev.sallyport.aws.inline;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.RawPayload;
import dev.sallyport.core.event.WebhookRecord;
import dev.sallyport.core.format.RecordJson;
import dev.sallyport.core.format.RequestJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * A webhook as it travels in a message: record, request and body in one text.
 *
 * <p>The text is Base64 of DEFLATE (RFC 1951, as zlib frames it) over two lines of ASCII, record and request as JSON, and
 * the bytes of the body behind them.
 *
 * @param record the record as the gate made it
 * @param original the request, body included
 */
record InlineWebhook(WebhookRecord record, ArchivedWebhook original) {

    private static final byte LINE_END = '\n';
    private static final int STEP = 16 << 10;

    String write() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(RecordJson.write(record).getBytes(US_ASCII));
            out.write(LINE_END);
            out.write(RequestJson.write(original).getBytes(US_ASCII));
            out.write(LINE_END);
            original.body().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be written", e);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalStateException if it is something else
     */
    static InlineWebhook read(String text) {
        try {
            byte[] plain = inflate(Base64.getDecoder().decode(text));
            int endOfRecord = endOfLine(plain, 0);
            int endOfRequest = endOfLine(plain, endOfRecord + 1);
            RawPayload body = RawPayload.adopt(Arrays.copyOfRange(plain, endOfRequest + 1, plain.length));
            return new InlineWebhook(
                    RecordJson.read(new String(plain, 0, endOfRecord, US_ASCII)),
                    RequestJson.read(
                            new String(plain, endOfRecord + 1, endOfRequest - endOfRecord - 1, US_ASCII), body));
        } catch (IOException | DataFormatException | IllegalArgumentException e) {
            throw new IllegalStateException("a webhook that travels in a message is damaged", e);
        }
    }

    private static byte[] inflate(byte[] packed) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            ByteArrayOutputStream plain = new ByteArrayOutputStream(packed.length * 4);
            byte[] step = new byte[STEP];
            while (!inflater.finished()) {
                int count = inflater.inflate(step);
                if (count == 0 && !inflater.finished()) {
                    throw new DataFormatException("it ends too early");
                }
                plain.write(step, 0, count);
            }
            return plain.toByteArray();
        } finally {
            inflater.end();
        }
    }

    private static int endOfLine(byte[] plain, int from) throws DataFormatException {
        for (int i = from; i < plain.length; i++) {
            if (plain[i] == LINE_END) {
                return i;
            }
        }
        throw new DataFormatException("it lacks a line");
    }
}
