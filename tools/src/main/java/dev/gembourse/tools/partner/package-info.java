/**
 * {@code ./gembourse partner}: lets another service write commands to Kafka. Read {@link
 * dev.gembourse.tools.partner.PartnerCommand} first.
 */
@NullMarked
package dev.gembourse.tools.partner;

import org.jspecify.annotations.NullMarked;
