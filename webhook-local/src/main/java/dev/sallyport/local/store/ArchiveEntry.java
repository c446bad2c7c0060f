package dev.sallyport.local.store;

import dev.sallyport.core.event.ArchiveKey;
import dev.sallyport.core.event.ArchivedWebhook;
import dev.sallyport.core.event.Sha256;
import dev.sallyport.core.format.RequestJson;

/**
 * A webhook in the form in which it is archived. Made in the caller's thread, because the writer's time is everyone's.
 *
 * @param key where it is kept
 * @param address the key's address
 * @param request everything but the body, as JSON
 * @param requestChecksum of that text
 * @param sha256 the digest of the body
 * @param body the caller's own copy of the body, never written to
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: it lives from the caller to the writer.
record ArchiveEntry(ArchiveKey key, long address, String request, long requestChecksum, Sha256 sha256, byte[] body) {

    /**
     * Makes an entry.
     *
     * @param sha256 what the body is to have when it is read, as computed when it arrived
     */
    static ArchiveEntry of(ArchiveKey key, ArchivedWebhook webhook, Sha256 sha256) {
        String request = RequestJson.write(webhook);
        return new ArchiveEntry(
                key,
                Address.of(key),
                request,
                Checksums.of(request),
                sha256,
                webhook.body().toByteArray());
    }

    /** Returns roughly how many bytes it adds to the database. */
    int bytes() {
        return body.length + request.length() + key.value().length();
    }
}
