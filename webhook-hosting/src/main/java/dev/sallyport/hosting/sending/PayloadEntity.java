package dev.sallyport.hosting.sending;

import dev.sallyport.core.event.RawPayload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A body of known length, written without copying it; its type stands among the request's headers. */
final class PayloadEntity extends AbstractHttpEntity {

    private final RawPayload payload;

    PayloadEntity(RawPayload payload) {
        super((String) null, null, false);
        this.payload = payload;
    }

    @Override
    public long getContentLength() {
        return payload.size();
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() {
        return payload.newInputStream();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        payload.writeTo(out);
    }

    /** There is nothing to release. */
    @Override
    public void close() {}
}
