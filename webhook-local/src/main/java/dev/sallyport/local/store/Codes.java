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
        if (code == null) {
            return null;
        }
        for (DeathReason reason : DeathReason.values()) {
            if (reason.code().equals(code)) {
                return reason;
            }
        }
        throw new IllegalStateException("no reason of death has the code " + code);
    }

    /** Returns null for the mark that nearly every webhook has. */
    static @Nullable String of(OrderMark mark) {
        return mark == OrderMark.IN_ORDER ? null : mark.code();
    }

    static OrderMark orderMark(@Nullable String code) {
        if (code == null) {
            return OrderMark.IN_ORDER;
        }
        for (OrderMark mark : OrderMark.values()) {
            if (mark.code().equals(code)) {
                return mark;
            }
        }
        throw new IllegalStateException("no order mark has the code " + code);
    }
}
