package dev.gembourse.exactlyonce;

import dev.gembourse.events.wire.Message;

/**
 * A command that follows from an event. It is published together with the event, as often as that, so whoever reads it must know
 * by the operation's id what it has done already.
 *
 * @param message the record; its key decides the partition
 * @param operationId becomes the headers {@code ce_id} and {@code ce_correlationid}
 */
public record FollowUp(Message message, String operationId) {}
