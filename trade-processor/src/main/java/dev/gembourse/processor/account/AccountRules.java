package dev.gembourse.processor.account;

import static dev.gembourse.events.trading.TradingRefusal.ACCOUNT_EXISTS;
import static dev.gembourse.events.trading.TradingRefusal.ACCOUNT_NOT_FOUND;
import static dev.gembourse.events.trading.TradingRefusal.USERNAME_TAKEN;

import dev.gembourse.events.market.UnitBook;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.ClosePosition;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.EndOrder;
import dev.gembourse.events.trading.TradingCommand.GrantBonus;
import dev.gembourse.events.trading.TradingCommand.NoteTrigger;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingCommand.PermitShorting;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingCommand.Purchase;
import dev.gembourse.events.trading.TradingCommand.ReceiveGift;
import dev.gembourse.events.trading.TradingCommand.RecordPartnerTrade;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.trading.TradingCommand.ReturnGift;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.trading.TradingCommand.SettleFill;
import dev.gembourse.events.trading.TradingCommand.SettleReplacement;
import dev.gembourse.events.trading.TradingCommand.TopUp;
import dev.gembourse.events.trading.TradingCommand.WalletCommand;
import dev.gembourse.events.trading.TradingCommand.Withdraw;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.BonusGranted;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.Purchased;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.trading.TradingEvent.ToppedUp;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Reference;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a command: the event to be, or a refusal for the first reason, in the order of {@link
 * TradingRefusal}, that applies. Changes nothing; {@link Change#of} applies what was decided.
 */
public final class AccountRules {

    private final TradeRules trades;
    private final OrderRules orderRules;
    private final TreasuryRules treasury;
    private final GiftRules gifts;
    private final ReversalRules reversals;

    public AccountRules(Quotes quotes, UnitBook units, FeeRate feeRate) {
        this.trades = new TradeRules(quotes, feeRate);
        this.orderRules = new OrderRules(quotes);
        this.treasury = new TreasuryRules(units);
        this.gifts = new GiftRules(treasury, units);
        this.reversals = new ReversalRules(quotes, units);
    }

    /** As below, of an account that has never placed an order. */
    public TradingEvent decide(
            @Nullable Account account, TradingCommand command, Usernames usernames, Originals originals, Instant now) {
        return decide(account, command, usernames, originals, Orders.NONE, now);
    }

    /**
     * Decides a command whose operation is new.
     *
     * @param account the account that the command names, or null when there is none
     * @param originals the operations of its partition, as far as commands want to take them back
     * @param orders the account's, as far as commands name them
     * @param now the time of what happens
     */
    public TradingEvent decide(
            @Nullable Account account,
            TradingCommand command,
            Usernames usernames,
            Originals originals,
            Orders orders,
            Instant now) {
        if (command instanceof OpenAccount open) {
            return open(account, open, usernames, now);
        }
        if (command instanceof ReceiveGift gift) {
            return gifts.receive(account, gift, now);
        }
        if (account == null) {
            return refuse(command, ACCOUNT_NOT_FOUND, "expected an account but there is none of this id", now);
        }
        return switch (command) {
            case OpenAccount open -> open(account, open, usernames, now);
            case Deposit in ->
                treasury.receive(
                        account,
                        in,
                        in.money(),
                        now,
                        (after, held) -> new Deposited(in.operationId(), in.accountId(), in.money(), after, held, now));
            case Withdraw out ->
                treasury.pay(
                        account,
                        out,
                        out.money(),
                        now,
                        (after, held) ->
                                new Withdrawn(out.operationId(), out.accountId(), out.money(), after, held, now));
            case WalletCommand wallet -> wallet(account, wallet, now);
            case PlaceTrade trade -> trades.decide(account, trade, now);
            case ClosePosition close -> trades.decide(account, close, now);
            case PlaceOrder place -> orderRules.place(account, place, orders, now);
            case CancelOrders cancel -> OrderRules.cancel(account, cancel, orders, now);
            case ReplaceOrder replace -> orderRules.replace(account, replace, orders, now);
            case NoteTrigger trigger -> FillRules.note(trigger, orders, now);
            case SettleReplacement replacement -> FillRules.settle(account, replacement, orders, now);
            case SettleFill fill -> FillRules.settle(account, fill, orders, now);
            case EndOrder end -> FillRules.end(account, end, orders, now);
            case ReverseOperation reverse -> reversals.decide(account, reverse, originals.of(reverse.original()), now);
            case PermitShorting permit ->
                new ShortingPermitted(permit.operationId(), permit.accountId(), permit.permitted(), now);
            case RecordPartnerTrade trade -> PartnerTradeRecorded.of(trade, now);
            case SendGift gift -> gifts.send(account, gift, now);
            case ReceiveGift gift -> gifts.receive(account, gift, now);
            case ReturnGift gift -> gifts.giveBack(account, gift, now);
        };
    }

    private TradingEvent wallet(Account account, WalletCommand command, Instant now) {
        OperationId operation = command.operationId();
        AccountId id = command.accountId();
        Money money = command.money();
        Reference reference = command.reference();
        return switch (command) {
            case TopUp topUp ->
                treasury.receive(
                        account,
                        topUp,
                        money,
                        now,
                        (after, held) -> new ToppedUp(operation, id, money, reference, after, held, now));
            case GrantBonus bonus ->
                treasury.receive(
                        account,
                        bonus,
                        money,
                        now,
                        (after, held) -> new BonusGranted(operation, id, money, reference, after, held, now));
            case Purchase purchase ->
                treasury.pay(
                        account,
                        purchase,
                        money,
                        now,
                        (after, held) -> new Purchased(operation, id, money, reference, after, held, now));
        };
    }

    private TradingEvent open(@Nullable Account account, OpenAccount open, Usernames usernames, Instant now) {
        if (account != null) {
            return refuse(open, ACCOUNT_EXISTS, "expected a new account id but there is an account of it", now);
        }
        if (!usernames.isFree(open.username())) {
            return refuse(open, USERNAME_TAKEN, "expected a free name but '" + open.username() + "' is taken", now);
        }
        OperationRefused refusal =
                open.initialDeposit() == null ? null : treasury.refusalOfIncoming(open, open.initialDeposit(), now);
        return refusal != null
                ? refusal
                : new AccountOpened(open.operationId(), open.accountId(), open.username(), open.initialDeposit(), now);
    }

    static OperationRefused refuse(TradingCommand command, TradingRefusal reason, String detail, Instant now) {
        return new OperationRefused(command.operationId(), command.accountId(), command.kind(), reason, detail, now);
    }

    static String insufficient(BigDecimal needed, Object unit, BigDecimal available) {
        return "expected at least %s %s available but got %s"
                .formatted(needed.toPlainString(), unit, available.toPlainString());
    }

    static String tooFine(String what, int scale, BigDecimal got) {
        return "expected %s to have at most %d decimals but got %s".formatted(what, scale, got.toPlainString());
    }

    static String tooLarge(Object unit) {
        return "expected the balance of " + unit + " to stay under 10^20";
    }
}
