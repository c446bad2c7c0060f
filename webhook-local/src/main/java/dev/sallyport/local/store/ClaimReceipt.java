package dev.sallyport.local.store;

import dev.sallyport.core.port.out.ProcessingQueue.Receipt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the queue's receipts say: one entry of one run that was handed out. */
record ClaimReceipt(long run, long seq) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    Receipt toReceipt() {
        return new Receipt(run + "-" + seq);
    }

    /** Returns null for a receipt that this queue has not issued. */
    static @Nullable ClaimReceipt read(Receipt receipt) {
        Matcher form = FORM.matcher(receipt.value());
        return form.matches() ? new ClaimReceipt(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))) : null;
    }
}
