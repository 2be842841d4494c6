/**
 * What partners write: services of others that act for accounts they were granted. Read {@link
 * dev.gembourse.events.partner.PartnerMessage} first; {@link dev.gembourse.events.wire.PartnerEvents} is how it looks on Kafka.
 */
@NullMarked
package dev.gembourse.events.partner;

import org.jspecify.annotations.NullMarked;
