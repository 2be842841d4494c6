package dev.gembourse.gateway.command;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.MarketCommand;
import dev.gembourse.events.market.MarketCommand.BookCommand;
import dev.gembourse.events.market.MarketCommand.ChangeAsset;
import dev.gembourse.events.market.MarketCommand.ChangeUnit;
import dev.gembourse.events.market.MarketCommand.CreateAsset;
import dev.gembourse.events.market.MarketCommand.DefineUnit;
import dev.gembourse.events.market.MarketCommand.ImportCandles;
import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.MarketCommand.RetireAsset;
import dev.gembourse.events.market.MarketEvent;
import dev.gembourse.events.market.MarketEvent.AssetChanged;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.AssetRetired;
import dev.gembourse.events.market.MarketEvent.CandlesImported;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketEvent.PriceTicked;
import dev.gembourse.events.market.MarketEvent.UnitChanged;
import dev.gembourse.events.market.MarketEvent.UnitDefined;
import dev.gembourse.events.market.UnitDefinition;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.ClosePosition;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.FollowUp;
import dev.gembourse.events.trading.TradingCommand.GrantBonus;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingCommand.PermitShorting;
import dev.gembourse.events.trading.TradingCommand.PlaceOrder;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingCommand.Purchase;
import dev.gembourse.events.trading.TradingCommand.RecordPartnerTrade;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.trading.TradingCommand.SendGift;
import dev.gembourse.events.trading.TradingCommand.TopUp;
import dev.gembourse.events.trading.TradingCommand.WalletCommand;
import dev.gembourse.events.trading.TradingCommand.Withdraw;
import dev.gembourse.events.trading.TradingEvent;
import dev.gembourse.events.trading.TradingEvent.AccountOpened;
import dev.gembourse.events.trading.TradingEvent.BonusGranted;
import dev.gembourse.events.trading.TradingEvent.CancellationRequested;
import dev.gembourse.events.trading.TradingEvent.Deposited;
import dev.gembourse.events.trading.TradingEvent.GiftSent;
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.trading.TradingEvent.OperationReversed;
import dev.gembourse.events.trading.TradingEvent.OrderPlaced;
import dev.gembourse.events.trading.TradingEvent.PartnerTradeRecorded;
import dev.gembourse.events.trading.TradingEvent.Purchased;
import dev.gembourse.events.trading.TradingEvent.ReplacementRequested;
import dev.gembourse.events.trading.TradingEvent.ShortingPermitted;
import dev.gembourse.events.trading.TradingEvent.ToppedUp;
import dev.gembourse.events.trading.TradingEvent.TradeSettled;
import dev.gembourse.events.trading.TradingEvent.WalletMoved;
import dev.gembourse.events.trading.TradingEvent.Withdrawn;
import dev.gembourse.events.value.Side;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether an event can be what became of a command, judged by its content. It cannot when the same key was used for something
 * else on another gateway at the same time and that came first; then our own command gets its own answer next.
 */
final class Answering {

    private Answering() {}

    static boolean answers(TradingCommand command, TradingEvent event) {
        if (event instanceof OperationRefused refused) {
            return refused.kind() == command.kind();
        }
        return switch (command) {
            case OpenAccount open ->
                event instanceof AccountOpened opened
                        && opened.username().equals(open.username())
                        && Objects.equals(opened.initialDeposit(), open.initialDeposit());
            case Deposit deposit ->
                event instanceof Deposited deposited && deposited.money().equals(deposit.money());
            case Withdraw withdraw ->
                event instanceof Withdrawn withdrawn && withdrawn.money().equals(withdraw.money());
            case TopUp topUp -> event instanceof ToppedUp moved && isOf(moved, topUp);
            case GrantBonus bonus -> event instanceof BonusGranted moved && isOf(moved, bonus);
            case Purchase purchase -> event instanceof Purchased moved && isOf(moved, purchase);
            case PlaceTrade trade ->
                event instanceof TradeSettled settled
                        && settled.symbol().equals(trade.symbol())
                        && settled.side() == trade.side()
                        && (trade.quantity() == null || trade.quantity().equals(settled.quantity()));
            case ClosePosition close ->
                event instanceof TradeSettled settled
                        && settled.symbol().equals(close.symbol())
                        && (settled.side() == Side.SELL || settled.covers())
                        && (close.quantity() == null || close.quantity().equals(settled.quantity()));
            case PlaceOrder place ->
                event instanceof OrderPlaced placed && placed.order().terms().equals(place.terms());
            case ReplaceOrder replace ->
                event instanceof ReplacementRequested requested
                        && requested.order().id().equals(replace.order())
                        && (replace.quantity() == null
                                || replace.quantity()
                                        .equals(requested.order().terms().quantity()));
            case CancelOrders cancel ->
                event instanceof CancellationRequested requested
                        && (cancel.order() == null
                                || requested.orders().stream()
                                        .allMatch(one -> one.order().equals(cancel.order())));
            case SendGift gift ->
                event instanceof GiftSent sent
                        && sent.to().equals(gift.to())
                        && sent.money().equals(gift.money())
                        && Objects.equals(sent.message(), gift.message());
            case ReverseOperation reverse ->
                event instanceof OperationReversed reversed
                        && reversed.original().equals(reverse.original())
                        && reversed.reason().equals(reverse.reason());
            case PermitShorting permit ->
                event instanceof ShortingPermitted permitted && permitted.permitted() == permit.permitted();
            case RecordPartnerTrade told ->
                event instanceof PartnerTradeRecorded noted
                        && noted.equals(PartnerTradeRecorded.of(told, noted.occurredAt()));
            case FollowUp ignored -> false;
        };
    }

    static boolean answers(MarketCommand command, MarketEvent event) {
        if (event instanceof MarketOperationRefused refused) {
            return refused.kind() == command.kind();
        }
        return switch (command) {
            case CreateAsset create -> event instanceof AssetCreated created && isOf(created.asset(), create);
            case ChangeAsset change -> event instanceof AssetChanged changed && isOf(changed.asset(), change);
            case RetireAsset ignored -> event instanceof AssetRetired;
            case PriceTick tick ->
                event instanceof PriceTicked ticked
                        && ticked.price().equals(tick.price())
                        && same(ticked.available(), tick.available())
                        && ticked.time().equals(tick.time());
            case ImportCandles candles ->
                event instanceof CandlesImported imported
                        && imported.interval() == candles.interval()
                        && imported.imported() + imported.unchanged()
                                == candles.candles().size();
            case BookCommand ignored -> false;
            case DefineUnit define ->
                event instanceof UnitDefined defined && defined.definition().equals(define.definition());
            case ChangeUnit change -> event instanceof UnitChanged changed && isOf(changed.definition(), change);
        };
    }

    private static boolean isOf(WalletMoved moved, WalletCommand command) {
        return moved.money().equals(command.money()) && Objects.equals(moved.reference(), command.reference());
    }

    private static boolean isOf(UnitDefinition unit, ChangeUnit change) {
        return (change.name() == null || change.name().equals(unit.name()))
                && (change.status() == null || change.status() == unit.status());
    }

    private static boolean isOf(Asset asset, CreateAsset create) {
        return asset.name().equals(create.name())
                && asset.currency().equals(create.currency())
                && asset.price().equals(create.price())
                && asset.scale() == create.scale()
                && Objects.equals(asset.maxPriceAgeSeconds(), create.maxPriceAgeSeconds())
                && Objects.equals(asset.book(), create.book());
    }

    private static boolean isOf(Asset asset, ChangeAsset change) {
        return (change.name() == null || change.name().equals(asset.name()))
                && (change.price() == null || change.price().equals(asset.price()))
                && (change.status() == null || change.status() == asset.status())
                && (change.maxPriceAgeSeconds() == null
                        || change.maxPriceAgeSeconds()
                                .equals(Objects.requireNonNullElse(asset.maxPriceAgeSeconds(), 0)));
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }
}
