package dev.gembourse.events.partner;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Decimals;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a partner asks or tells about one account, on the topic of its own ({@link PartnerName#topic()}). It takes effect if the
 * account's owner has permitted it; which operation it is follows from the partner's source and the event's id.
 */
public sealed interface PartnerMessage {

    AccountId accountId();

    /** Asks to buy or sell at the house price. Exactly one of quantity (in the asset) and notional (in its currency) is given. */
    record PlaceTrade(
            AccountId accountId,
            Symbol symbol,
            Side side,
            @Nullable Quantity quantity,
            @Nullable BigDecimal notional) implements PartnerMessage {

        public PlaceTrade {
            if ((quantity == null) == (notional == null)) {
                throw new IllegalArgumentException("expected exactly one of quantity and notional");
            }
            if (notional != null) {
                notional = Decimals.positive("notional", notional);
            }
        }

        /** Of a quantity of the asset. */
        public PlaceTrade(AccountId accountId, Symbol symbol, Side side, Quantity quantity) {
            this(accountId, symbol, side, quantity, null);
        }
    }

    /** Asks to put money from the treasury into the account. */
    record Deposit(AccountId accountId, Money money) implements PartnerMessage {}

    /** Asks to take money out of the account into the treasury. */
    record Withdraw(AccountId accountId, Money money) implements PartnerMessage {}

    /**
     * Asks to pay the treasury for something that the player gets from the partner.
     *
     * @param reference what that is
     */
    record Purchase(
            AccountId accountId, Money money, @Nullable Reference reference) implements PartnerMessage {}

    /**
     * Tells of a trade that the partner has settled itself, elsewhere: it moves nothing here, and earns what a trade earns.
     *
     * @param symbol as the partner calls it; need not be an asset here, nor the currency a unit
     * @param price of one whole unit, in the currency
     * @param settledAt by the partner's clock, from 1970 on
     */
    record PartnerTradeSettled(
            AccountId accountId,
            Symbol symbol,
            Side side,
            Quantity quantity,
            Price price,
            Unit currency,
            Instant settledAt)
            implements PartnerMessage {}
}
