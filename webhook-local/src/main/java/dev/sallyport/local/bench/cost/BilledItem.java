package dev.sallyport.local.bench.cost;

/** What the bill of AWS counts. */
public enum BilledItem {
    /** A request through an API of type REST. */
    REST_API_REQUEST(Part.INGRESS),
    /** A request through an API of type HTTP. */
    HTTP_API_REQUEST(Part.INGRESS),
    /** An invocation of a function. */
    LAMBDA_REQUEST(Part.FUNCTIONS),
    /** A gigabyte of memory of a function on arm64 for a second. */
    LAMBDA_GB_SECOND(Part.FUNCTIONS),
    /** A request to a FIFO queue, for each started 64 KiB of messages. */
    SQS_FIFO_REQUEST(Part.QUEUE),
    /** A write request unit: a started kilobyte of an item, in the table and in each index. */
    DYNAMODB_WRITE(Part.TABLE),
    /** A read request unit: four started kilobytes, read consistently. */
    DYNAMODB_READ(Part.TABLE),
    /** A request that writes or lists objects. */
    S3_PUT(Part.BUCKET),
    /** A request that reads an object. */
    S3_GET(Part.BUCKET),
    /** A gigabyte of objects kept for a month. */
    S3_GB_MONTH(Part.BUCKET),
    /** An event put on a bus, for each started 64 KiB. */
    EVENT(Part.BUS),
    /** A gigabyte written to logs. */
    LOG_GB(Part.OBSERVATION),
    /** A recorded trace. */
    TRACE(Part.OBSERVATION);

    private final Part part;

    BilledItem(Part part) {
        this.part = part;
    }

    /** Returns the part of the bill on which it stands. */
    public Part part() {
        return part;
    }

    /** Parts of a bill. */
    public enum Part {
        INGRESS,
        FUNCTIONS,
        QUEUE,
        TABLE,
        BUCKET,
        BUS,
        /** Logs and traces, which are summed up by themselves: how much there is of them everyone decides. */
        OBSERVATION
    }
}
