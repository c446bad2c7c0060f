package dev.sallyport.aws.inline;

import dev.sallyport.core.port.out.PayloadArchive;
import java.util.List;

/** A batch with no webhook in hand leaves the archive as it is; for those in hand see {@link ConsumerIT}. */
class BatchArchiveIT extends BundledArchiveIT {

    private final PayloadArchive archive = new BatchArchive(super.archive(), List.of());

    @Override
    public PayloadArchive archive() {
        return archive;
    }
}
