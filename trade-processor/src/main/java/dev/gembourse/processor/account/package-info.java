/**
 * The rules of one account, as pure functions: no database, no Kafka, no clock.
 *
 * <p>Read {@link dev.gembourse.processor.account.AccountRules} first: it decides what becomes of a command. The event it
 * returns is applied by {@link dev.gembourse.processor.account.Account}, and {@link
 * dev.gembourse.processor.account.Booking} says which transfers it moves in the ledger.
 */
@NullMarked
package dev.gembourse.processor.account;

import org.jspecify.annotations.NullMarked;
