/**
 * Settlement: the stage that reads {@code trading.commands.v1}, decides with the rules of {@link
 * dev.gembourse.processor.account}, and writes the ledger.
 *
 * <p>Read {@link dev.gembourse.processor.settlement.SettlementProcessor} first; it is one partition, and the single writer of
 * that partition's rows in the schema {@code trading}. Nothing but the stage and its configuration leaves this package.
 */
@NullMarked
package dev.gembourse.processor.settlement;

import org.jspecify.annotations.NullMarked;
