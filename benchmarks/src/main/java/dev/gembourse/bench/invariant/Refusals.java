package dev.gembourse.bench.invariant;

import dev.gembourse.bench.invariant.Books.Book;
import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.BookTerms;
import dev.gembourse.events.order.OrderTerms;
import dev.gembourse.events.order.Protection;
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
import dev.gembourse.events.trading.TradingEvent.OperationRefused;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a refusal was right. What depends on the account alone is worked out; what depends on the market at an unknown
 * moment must have been possible at one of the asset's moments.
 */
final class Refusals {

    private final MarketHistory market;
    private final Set<String> namesSaidToBeTaken = new HashSet<>();

    Refusals(MarketHistory market) {
        this.market = market;
    }

    /** Names that somebody must have, for others were refused them. */
    Set<String> namesSaidToBeTaken() {
        return namesSaidToBeTaken;
    }

    /** Why the refusal cannot be right; null when it can. */
    @Nullable
    String complaint(Books books, PlayerOrders orders, TradingCommand command, OperationRefused refused) {
        Book book = books.find(command.accountId());
        PlayerOrder named = named(command, orders);
        Symbol symbol = command instanceof ReplaceOrder && named != null ? named.symbol() : symbol(command);
        boolean right = refused.kind() == command.kind()
                && switch (refused.reason()) {
                    case ACCOUNT_NOT_FOUND -> book == null && !(command instanceof OpenAccount);
                    case ACCOUNT_EXISTS -> book != null && command instanceof OpenAccount;
                    case USERNAME_TAKEN ->
                        command instanceof OpenAccount open
                                && (namesSaidToBeTaken.add(open.username().folded()) || book == null);
                    case GIFT_TO_ONESELF ->
                        command instanceof SendGift gift && gift.to().equals(gift.accountId());
                    // Which operations there were is not kept here: what is refused moves nothing.
                    case OPERATION_NOT_FOUND, NOTHING_TO_REVERSE, NOT_REVERSIBLE, ALREADY_REVERSED ->
                        book != null && command instanceof ReverseOperation;
                    case ORDER_NOT_FOUND ->
                        namesOrder(command)
                                && (named == null || !named.account().equals(command.accountId()));
                    case ORDER_ENDED -> named != null && named.ended != null;
                    case ORDER_CHANGED ->
                        named != null && command instanceof ReplaceOrder replace && named.version != replace.version();
                    case ORDER_CHANGING -> named != null && command instanceof ReplaceOrder && named.isChanging();
                    case EXPIRY_PASSED ->
                        command instanceof PlaceOrder place && place.terms().expiresAt() != null;
                    case REPLACEMENT_INVALID -> command instanceof ReplaceOrder;
                    case CLIENT_ORDER_ID_TAKEN ->
                        command instanceof PlaceOrder place
                                && place.terms().clientOrderId() != null
                                && orders.has(place.accountId(), place.order());
                    case NO_ORDER_BOOK ->
                        command instanceof PlaceOrder place
                                && !market.hasBook(place.terms().symbol());
                    case ORDERS_ONLY -> market.hasBook(symbol);
                    case ORDER_TOO_LARGE -> command instanceof PlaceOrder || command instanceof ReplaceOrder;
                    case UNKNOWN_CURRENCY -> !namesUnit(command) && isOfUnknownUnit(command);
                    case UNKNOWN_UNIT -> namesUnit(command) && isOfUnknownUnit(command);
                    case UNIT_CLOSED -> isIncomingOfClosedUnit(command);
                    case AMOUNT_SCALE_EXCEEDED -> isTooFine(command);
                    case INSUFFICIENT_CASH ->
                        book != null
                                && (command instanceof ReplaceOrder replace
                                        ? needsMore(book, replace, orders)
                                        : isTooDear(book, command));
                    case INSUFFICIENT_POSITION ->
                        book != null
                                && (command instanceof ReplaceOrder replace
                                        ? needsMore(book, replace, orders)
                                        : isTooMuch(book, command));
                    case UNKNOWN_SYMBOL -> symbol != null;
                    case NO_POSITION ->
                        book != null
                                && command instanceof ClosePosition close
                                && book.of(close.symbol().unit()).quantity.signum() == 0
                                && !book.owes(close.symbol().unit());
                    case MARKET_HALTED -> market.wasHalted(symbol);
                    case SHORTING_NOT_PERMITTED ->
                        command instanceof PlaceTrade trade
                                && trade.side() == Side.SELL_SHORT
                                && !books.mayShort.contains(trade.accountId());
                    case POSITION_IS_LONG ->
                        book != null
                                && command instanceof PlaceTrade trade
                                && trade.side() == Side.SELL_SHORT
                                && book.of(trade.symbol().unit()).quantity.signum() > 0;
                    case POSITION_IS_SHORT -> book != null && owesIt(book, command);
                    case ASSET_RETIRED -> book != null && isOfRetiredAsset(book, command);
                    case PRICE_STALE -> market.hadMaxPriceAge(symbol);
                    case QUANTITY_SCALE_EXCEEDED,
                            QUANTITY_ROUNDS_TO_ZERO,
                            NOTIONAL_ROUNDS_TO_ZERO,
                            NOTIONAL_TOO_LARGE -> market.knows(symbol);
                    case BALANCE_TOO_LARGE -> book != null && !(command instanceof RecordPartnerTrade);
                };
        return right ? null : "expected another outcome of " + command + " than " + refused;
    }

    private static boolean namesOrder(TradingCommand command) {
        return command instanceof ReplaceOrder || (command instanceof CancelOrders cancel && cancel.order() != null);
    }

    /** The order that a command names, if there is one. */
    private static @Nullable PlayerOrder named(TradingCommand command, PlayerOrders orders) {
        return switch (command) {
            case CancelOrders cancel -> cancel.order() == null ? null : orders.find(cancel.order());
            case ReplaceOrder replace -> orders.find(replace.order());
            default -> null;
        };
    }

    /** Whether what a replacement may need is not there, at one of the prices that there ever were. */
    private boolean needsMore(Book book, ReplaceOrder replace, PlayerOrders orders) {
        PlayerOrder order = orders.find(replace.order());
        return order != null
                && market.quotes(order.symbol()).stream()
                        .map(quote -> order.wanted(replace, worst(order.order().terms(), quote)))
                        .anyMatch(wanted ->
                                book.of(order.placed.heldUnit()).quantity.compareTo(order.most(wanted)) < 0);
    }

    /** The protection of an order that names no limit, placed at this price; a trailing one starts at its distance. */
    private static Price worst(OrderTerms terms, MarketHistory.Quote quote) {
        Price amount = terms.prices().trailAmount();
        Integer share = terms.prices().trailBasisPoints();
        BigDecimal trail = amount != null
                ? amount.value()
                : share != null ? quote.price().multiply(BigDecimal.valueOf(share, 4)) : BigDecimal.ZERO;
        return Protection.worst(terms.side(), quote.price().add(trail));
    }

    /** The asset that a command trades in. */
    private static @Nullable Symbol symbol(TradingCommand command) {
        if (command instanceof PlaceTrade trade) {
            return trade.symbol();
        }
        if (command instanceof PlaceOrder place) {
            return place.terms().symbol();
        }
        return command instanceof ClosePosition close ? close.symbol() : null;
    }

    private static @Nullable Money money(TradingCommand command) {
        return switch (command) {
            case OpenAccount open -> open.initialDeposit();
            case Deposit deposit -> deposit.money();
            case Withdraw withdraw -> withdraw.money();
            case SendGift gift -> gift.money();
            case ReverseOperation ignored -> null;
            case FollowUp ignored -> null; // these are not refused with an OperationRefused
            case WalletCommand wallet -> wallet.money();
            case PlaceTrade ignored -> null;
            case PlaceOrder ignored -> null;
            case CancelOrders ignored -> null;
            case ReplaceOrder ignored -> null;
            case ClosePosition ignored -> null;
            case PermitShorting ignored -> null;
            case RecordPartnerTrade ignored -> null;
        };
    }

    /** Others name a currency, if they name anything of the kind. */
    private static boolean namesUnit(TradingCommand command) {
        return command instanceof WalletCommand || command instanceof SendGift;
    }

    private boolean isOfUnknownUnit(TradingCommand command) {
        Money money = money(command);
        return money != null && market.wasUnknown(money.currency());
    }

    private boolean isIncomingOfClosedUnit(TradingCommand command) {
        Money money = money(command);
        return money != null
                && !(command instanceof Withdraw)
                && !(command instanceof Purchase)
                && !(command instanceof SendGift)
                && market.wasClosed(money.currency());
    }

    private boolean isTooFine(TradingCommand command) {
        Money money = money(command);
        return money == null
                ? (command instanceof PlaceTrade trade && trade.notional() != null)
                        || (command instanceof PlaceOrder place && place.terms().notional() != null)
                : money.amount().scale() > market.scale(money.currency()).orElse(0);
    }

    private boolean isTooDear(Book book, TradingCommand command) {
        return switch (command) {
            case Withdraw withdraw -> isTooDear(book, withdraw.money());
            case SendGift gift -> isTooDear(book, gift.money());
            case PlaceTrade trade ->
                switch (trade.side()) {
                    case BUY ->
                        book.owes(trade.symbol().unit())
                                ? isShortTooDearAtAnyPrice(book, trade)
                                : isTooDearAtAnyPrice(book, trade);
                    case SELL -> false;
                    case SELL_SHORT -> isShortTooDearAtAnyPrice(book, trade);
                };
            case PlaceOrder place -> place.terms().side() == Side.BUY && isOrderTooDear(book, place.terms());
            case CancelOrders ignored -> false;
            case ReplaceOrder ignored -> false;
            case ClosePosition close -> book.owes(close.symbol().unit()) && isCoverTooDearAtAnyPrice(book, close);
            case Purchase purchase -> isTooDear(book, purchase.money());
            case OpenAccount ignored -> false;
            case Deposit ignored -> false;
            case ReverseOperation ignored -> true; // what it would take is not known here
            case FollowUp ignored -> false;
            case TopUp ignored -> false;
            case GrantBonus ignored -> false;
            case PermitShorting ignored -> false;
            case RecordPartnerTrade ignored -> false;
        };
    }

    /** At its limit, or at the protection of one of the prices that there ever were. */
    private boolean isOrderTooDear(Book book, OrderTerms terms) {
        Asset asset = market.latest().get(terms.symbol());
        BookTerms fees = asset == null ? null : asset.book();
        if (asset == null || fees == null) {
            return false;
        }
        Unit currency = asset.currency();
        int scale = market.scale(currency).orElse(8);
        Price worst = terms.worstPrice();
        Stream<BigDecimal> worsts = worst != null
                ? Stream.of(worst.value())
                : market.quotes(terms.symbol()).stream()
                        .map(quote -> worst(terms, quote).value());
        return worsts.anyMatch(price ->
                book.of(currency).quantity.compareTo(PlayerOrders.needed(terms, fees, price, scale, asset.scale()))
                        < 0);
    }

    private static boolean isTooDear(Book book, Money money) {
        return book.of(money.currency()).quantity.compareTo(money.amount()) < 0;
    }

    private boolean isTooDearAtAnyPrice(Book book, PlaceTrade trade) {
        List<MarketHistory.Quote> quotes = market.quotes(trade.symbol());
        return quotes.stream().anyMatch(quote -> {
            BigDecimal cost = trade.quantity() == null
                    ? trade.notional()
                    : quote.price()
                            .multiply(trade.quantity().value())
                            .setScale(market.scale(quote.currency()).orElse(8), RoundingMode.HALF_EVEN);
            return cost != null && book.of(quote.currency()).quantity.compareTo(cost) < 0;
        });
    }

    private boolean isShortTooDearAtAnyPrice(Book book, PlaceTrade trade) {
        int scale = market.scale(trade.symbol()).orElse(0);
        return market.quotes(trade.symbol()).stream().anyMatch(quote -> {
            BigDecimal quantity = trade.quantity() == null
                    ? Objects.requireNonNull(trade.notional()).divide(quote.price(), scale, RoundingMode.DOWN)
                    : trade.quantity().value();
            return isShortTooDear(book, trade.symbol(), trade.side(), quantity, quote);
        });
    }

    private boolean isCoverTooDearAtAnyPrice(Book book, ClosePosition close) {
        BigDecimal owed = book.owed(close.symbol().unit()).quantity.negate();
        BigDecimal quantity =
                Model.quantityOf(close, owed, market.scale(close.symbol()).orElse(0));
        return market.quotes(close.symbol()).stream()
                .anyMatch(quote -> isShortTooDear(book, close.symbol(), Side.BUY, quantity, quote));
    }

    /** Not when more is bought than is owed: that is refused for another reason. */
    private boolean isShortTooDear(
            Book book, Symbol symbol, Side side, BigDecimal quantity, MarketHistory.Quote quote) {
        Position owed = book.owed(symbol.unit());
        if (side == Side.BUY && owed.quantity.negate().compareTo(quantity) < 0) {
            return false;
        }
        BigDecimal notional = quote.price()
                .multiply(quantity)
                .setScale(market.scale(quote.currency()).orElse(8), RoundingMode.HALF_EVEN);
        return book.of(quote.currency()).quantity.compareTo(Shorts.needed(owed, side, quantity, notional)) < 0;
    }

    /** What is owed can be covered for as long as it is. */
    private boolean isOfRetiredAsset(Book book, TradingCommand command) {
        if (command instanceof ReverseOperation) {
            return true;
        }
        if (command instanceof PlaceOrder place) {
            return market.wasRetired(place.terms().symbol());
        }
        return command instanceof PlaceTrade trade
                && market.wasRetired(trade.symbol())
                && switch (trade.side()) {
                    case BUY -> !book.owes(trade.symbol().unit());
                    case SELL -> false;
                    case SELL_SHORT -> true;
                };
    }

    private static boolean owesIt(Book book, TradingCommand command) {
        Symbol symbol = symbol(command);
        return command instanceof ReverseOperation || (symbol != null && book.owes(symbol.unit()));
    }

    private boolean isTooMuch(Book book, TradingCommand command) {
        if (command instanceof ReverseOperation) {
            return true;
        }
        if (command instanceof ClosePosition close) {
            BigDecimal held = book.of(close.symbol().unit()).quantity;
            return close.quantity() != null && held.compareTo(close.quantity().value()) < 0;
        }
        if (command instanceof PlaceOrder place) {
            OrderTerms terms = place.terms();
            BigDecimal available = book.of(terms.symbol().unit()).quantity;
            return terms.side() == Side.SELL
                    && (terms.quantity() == null
                            || available.compareTo(terms.quantity().value()) < 0);
        }
        if (!(command instanceof PlaceTrade trade) || trade.side() != Side.SELL) {
            return false;
        }
        BigDecimal held = book.of(trade.symbol().unit()).quantity;
        return trade.quantity() == null || held.compareTo(trade.quantity().value()) < 0;
    }
}
