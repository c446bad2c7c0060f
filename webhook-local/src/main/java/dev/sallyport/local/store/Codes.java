package dev.sallyport.local.store;

import dev.sallyport.core.event.DeathReason;
import dev.sallyport.core.event.OrderMark;
import dev.sallyport.core.event.WebhookStatus;
import org.jspecify.annotations.Nullable;

/** How the database writes the core's words. What is written once is never given another meaning. */
final class Codes {

    private Codes() {}

    static int of(WebhookStatus status) {
        return switch (status) {
            case RECEIVED -> 0;
            case FAILED -> 1;
            case PROCESSED -> 2;
            case DEAD -> 3;
        };
    }

    static WebhookStatus status(int code) {
        return switch (code) {
            case 0 -> WebhookStatus.RECEIVED;
            case 1 -> WebhookStatus.FAILED;
            case 2 -> WebhookStatus.PROCESSED;
            case 3 -> WebhookStatus.DEAD;
            default -> throw new IllegalStateException("no status has the code " + code);
        };
    }

    static @Nullable String of(@Nullable DeathReason reason) {
        return reason == null ? null : reason.code();
    }

    static @Nullable DeathReason deathReason(@Nullable String code) {
        return code == null ? null : DeathReason.ofCode(code);
    }

    /** Returns null for the mark that nearly every webhook has. */
    static @Nullable String of(OrderMark mark) {
        return mark == OrderMark.IN_ORDER ? null : mark.code();
    }

    static OrderMark orderMark(@Nullable String code) {
        return code == null ? OrderMark.IN_ORDER : OrderMark.ofCode(code);
    }
}
