package dev.gembourse.exactlyonce;

/** One record cannot be decided. */
final class PoisonRecord extends RuntimeException {

    private final long offset;

    PoisonRecord(long offset, Throwable cause) {
        super("the record at offset " + offset + " cannot be decided", cause);
        this.offset = offset;
    }

    long offset() {
        return offset;
    }
}
