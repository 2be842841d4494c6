package dev.gembourse.events.wire;

/** The names of the record headers: CloudEvents 1.0 in Kafka's binary mode, and W3C trace context. Values are UTF-8. */
public final class Headers {

    public static final String SPEC_VERSION = "ce_specversion";
    /** Identity together with {@link #SOURCE}: the operation id of a command, the journal position of an event. */
    public static final String ID = "ce_id";

    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    /** The operation, so that an outcome can be found without parsing values. */
    public static final String CORRELATION_ID = "ce_correlationid";

    /**
     * What the record was made from: the {@link #ID} that its {@link #SOURCE}, who is not of ours then, had given it. Records that
     * originate with us have none.
     */
    public static final String CAUSATION_ID = "ce_causationid";

    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACE_PARENT = "traceparent";

    private Headers() {}
}
