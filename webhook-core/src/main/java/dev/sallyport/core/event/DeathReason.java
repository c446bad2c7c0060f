package dev.sallyport.core.event;

/** Why a webhook was given up: one stable word, by which dead letters are counted, chosen and redriven. */
public enum DeathReason {
    /** The application's handler failed at the last attempt: its author mends it. */
    HANDLER_FAILED("handler-failed"),
    /** A part of the pipeline refused the event at the last attempt: an operator mends it. */
    PIPELINE_FAILED("pipeline-failed"),
    /** The next attempt would have come later than the policy's maximum age. */
    TOO_OLD("too-old");

    private final String code;

    DeathReason(String code) {
        this.code = code;
    }

    /** Returns the stable word for records, answers, metrics and logs. */
    public String code() {
        return code;
    }

    /**
     * Returns the reason of death that a stable word stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    public static DeathReason ofCode(String code) {
        for (DeathReason value : values()) {
            if (value.code.equals(code)) {
                return value;
            }
        }
        throw new IllegalArgumentException("no reason of death has the code " + code);
    }
}
