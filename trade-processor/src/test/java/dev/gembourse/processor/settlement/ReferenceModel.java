package dev.gembourse.processor.settlement;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.ClosePosition;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.EndOrder;
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
import dev.gembourse.events.trading.TradingCommand.WalletCommand;
import dev.gembourse.events.trading.TradingCommand.Withdraw;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The exchange written down as plainly as possible: one thread, maps, no events. What settlement answers and what it books must
 * agree with it. What is owed of an asset is a balance and a cost below 0. Knows the units USD (2 decimals), ETH (8) and SHARD (1), and nothing about values that are too large.
 */
final class ReferenceModel {

    private static final Map<String, Integer> CURRENCIES = Map.of("USD", 2, "ETH", 8, "SHARD", 1);

    final Map<AccountId, Map<String, BigDecimal>> balances = new HashMap<>();
    final Map<AccountId, Map<String, BigDecimal>> costs = new HashMap<>();
    final Map<String, Asset> market = new HashMap<>();
    final Set<AccountId> mayShort = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Map<OperationId, String> asked = new HashMap<>();
    private final Map<OperationId, Done> done = new HashMap<>();
    private final Set<OperationId> takenBack = new HashSet<>();
    private final BigDecimal feeRate;

    /** What an operation came to: the cash, and for trades the quantity of the asset and its cost, all as they changed. */
    private record Done(
            AccountId account,
            String answer,
            boolean canBeTakenBack,
            String currency,
            BigDecimal cash,
            String symbol,
            BigDecimal quantity,
            BigDecimal cost) {}

    ReferenceModel(int feeBasisPoints) {
        this.feeRate = new BigDecimal(feeBasisPoints).movePointLeft(4);
    }

    /** What should become of a command, in one word. */
    String settle(TradingCommand command) {
        String before = asked.putIfAbsent(command.operationId(), command.content());
        if (before != null) {
            return before.equals(command.content()) ? "REPEATED" : "REUSED";
        }
        String answer = decide(command);
        done.putIfAbsent(
                command.operationId(),
                new Done(
                        command.accountId(), answer, false, "", BigDecimal.ZERO, "", BigDecimal.ZERO, BigDecimal.ZERO));
        return answer;
    }

    private String decide(TradingCommand command) {
        return switch (command) {
            case OpenAccount open -> open(open);
            case Deposit deposit -> noting(deposit, deposit.money(), false);
            case Withdraw withdraw -> noting(withdraw, withdraw.money(), true);
            case ReverseOperation reverse -> reverse(reverse);
            case WalletCommand wallet -> {
                String answer = noting(wallet, wallet.money(), wallet instanceof Purchase);
                yield answer.equals("UNKNOWN_CURRENCY") ? "UNKNOWN_UNIT" : answer;
            }
            case PlaceTrade trade -> trade(trade);
            case ClosePosition close -> close(close);
            case SendGift gift -> {
                String answer =
                        balances.containsKey(gift.accountId()) && gift.to().equals(gift.accountId())
                                ? "GIFT_TO_ONESELF"
                                : move(gift.accountId(), gift.money(), true);
                yield answer.equals("UNKNOWN_CURRENCY") ? "UNKNOWN_UNIT" : answer;
            }
            case PermitShorting permit -> permit(permit);
            case RecordPartnerTrade trade -> balances.containsKey(trade.accountId()) ? "SETTLED" : "ACCOUNT_NOT_FOUND";
            case PlaceOrder _,
                    ReplaceOrder _,
                    CancelOrders _,
                    SettleFill _,
                    EndOrder _,
                    NoteTrigger _,
                    SettleReplacement _ -> throw new IllegalArgumentException("expected no orders but got " + command);
            case ReceiveGift gift -> move(gift.accountId(), gift.money(), false);
            case ReturnGift gift -> move(gift.accountId(), gift.money(), false);
        };
    }

    /** What is held of a currency: a margin for each asset that is owed in it. */
    BigDecimal held(AccountId account, String currency) {
        return costs.get(account).keySet().stream()
                .filter(symbol -> market.get(symbol).currency().code().equals(currency))
                .map(symbol -> margin(account, symbol))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal margin(AccountId account, String symbol) {
        int scale = CURRENCIES.get(market.get(symbol).currency().code());
        BigDecimal cost = costs.get(account).getOrDefault(symbol, BigDecimal.ZERO);
        return cost.min(BigDecimal.ZERO).multiply(new BigDecimal("-1.5")).setScale(scale, RoundingMode.HALF_EVEN);
    }

    private String permit(PermitShorting permit) {
        if (!balances.containsKey(permit.accountId())) {
            return "ACCOUNT_NOT_FOUND";
        }
        if (permit.permitted()) {
            mayShort.add(permit.accountId());
        } else {
            mayShort.remove(permit.accountId());
        }
        return "SETTLED";
    }

    private String open(OpenAccount open) {
        if (balances.containsKey(open.accountId())) {
            return "ACCOUNT_EXISTS";
        }
        if (names.contains(open.username().value().toLowerCase(Locale.ROOT))) {
            return "USERNAME_TAKEN";
        }
        Money initial = open.initialDeposit();
        String refusal = initial == null ? "SETTLED" : refusalOf(initial);
        if (refusal.equals("SETTLED")) {
            names.add(open.username().value().toLowerCase(Locale.ROOT));
            balances.put(open.accountId(), new TreeMap<>());
            costs.put(open.accountId(), new TreeMap<>());
            if (initial != null) {
                add(open.accountId(), initial.currency().code(), initial.amount());
            }
        }
        return refusal;
    }

    private String move(AccountId account, Money money, boolean out) {
        if (!balances.containsKey(account)) {
            return "ACCOUNT_NOT_FOUND";
        }
        String refusal = refusalOf(money);
        String currency = money.currency().code();
        if (refusal.equals("SETTLED") && out && balance(account, currency).compareTo(money.amount()) < 0) {
            return "INSUFFICIENT_CASH";
        }
        if (refusal.equals("SETTLED")) {
            add(account, currency, out ? money.amount().negate() : money.amount());
        }
        return refusal;
    }

    private String noting(TradingCommand command, Money money, boolean out) {
        String answer = move(command.accountId(), money, out);
        if (answer.equals("SETTLED")) {
            done.put(
                    command.operationId(),
                    new Done(
                            command.accountId(),
                            answer,
                            true,
                            money.currency().code(),
                            out ? money.amount().negate() : money.amount(),
                            "",
                            BigDecimal.ZERO,
                            BigDecimal.ZERO));
        }
        return answer;
    }

    private String reverse(ReverseOperation reverse) {
        AccountId account = reverse.accountId();
        if (!balances.containsKey(account)) {
            return "ACCOUNT_NOT_FOUND";
        }
        Done original = done.get(reverse.original());
        if (original == null || !original.account().equals(account)) {
            return "OPERATION_NOT_FOUND";
        }
        if (!original.answer().equals("SETTLED")) {
            return "NOTHING_TO_REVERSE";
        }
        if (!original.canBeTakenBack()) {
            return "NOT_REVERSIBLE";
        }
        if (takenBack.contains(reverse.original())) {
            return "ALREADY_REVERSED";
        }
        Asset asset = market.get(original.symbol());
        boolean soldIt = original.quantity().signum() < 0;
        if (soldIt && asset.status() != AssetStatus.ACTIVE && asset.status() != AssetStatus.HALTED) {
            return "ASSET_RETIRED";
        }
        if (asset != null && balance(account, original.symbol()).signum() < 0) {
            return "POSITION_IS_SHORT";
        }
        if (balance(account, original.currency()).compareTo(original.cash()) < 0) {
            return "INSUFFICIENT_CASH";
        }
        if (asset != null) {
            BigDecimal held = balance(account, original.symbol());
            if (held.compareTo(original.quantity()) < 0) {
                return "INSUFFICIENT_POSITION";
            }
            BigDecimal cost = costs.get(account).getOrDefault(original.symbol(), BigDecimal.ZERO);
            BigDecimal left = held.subtract(original.quantity());
            BigDecimal costLeft = soldIt
                    ? cost.subtract(original.cost())
                    : cost.subtract(cost.multiply(original.quantity()).divide(held, 8, RoundingMode.HALF_EVEN));
            costs.get(account).put(original.symbol(), left.signum() == 0 ? BigDecimal.ZERO : costLeft);
            add(account, original.symbol(), original.quantity().negate());
        }
        add(account, original.currency(), original.cash().negate());
        takenBack.add(reverse.original());
        return "SETTLED";
    }

    private void note(PlaceTrade trade, String currency, BigDecimal cash, BigDecimal quantity, BigDecimal cost) {
        String symbol = trade.symbol().value();
        done.put(
                trade.operationId(),
                new Done(trade.accountId(), "SETTLED", true, currency, cash, symbol, quantity, cost));
    }

    private static String refusalOf(Money money) {
        Integer scale = CURRENCIES.get(money.currency().code());
        if (scale == null) {
            return "UNKNOWN_CURRENCY";
        }
        return money.amount().stripTrailingZeros().scale() > scale ? "AMOUNT_SCALE_EXCEEDED" : "SETTLED";
    }

    private String close(ClosePosition close) {
        if (!balances.containsKey(close.accountId())) {
            return "ACCOUNT_NOT_FOUND";
        }
        Asset asset = market.get(close.symbol().value());
        if (asset == null) {
            return "UNKNOWN_SYMBOL";
        }
        BigDecimal held = balance(close.accountId(), close.symbol().value());
        if (held.signum() == 0) {
            return "NO_POSITION";
        }
        BigDecimal quantity = held.abs();
        if (close.quantity() != null) {
            quantity = close.quantity().value();
        } else if (close.percentage() != null) {
            BigDecimal smallest = BigDecimal.ONE.movePointLeft(asset.scale());
            BigDecimal exact = held.abs().multiply(close.percentage()).divide(new BigDecimal(100));
            quantity = exact.subtract(exact.remainder(smallest));
        }
        if (quantity.signum() == 0) {
            return "QUANTITY_ROUNDS_TO_ZERO";
        }
        return trade(new PlaceTrade(
                close.operationId(),
                close.accountId(),
                close.symbol(),
                held.signum() < 0 ? Side.BUY : Side.SELL,
                new Quantity(quantity),
                null,
                null,
                close.submittedAt()));
    }

    private String trade(PlaceTrade trade) {
        AccountId account = trade.accountId();
        String symbol = trade.symbol().value();
        boolean buys = trade.side() == Side.BUY;
        if (!balances.containsKey(account)) {
            return "ACCOUNT_NOT_FOUND";
        }
        Asset asset = market.get(symbol);
        if (asset == null) {
            return "UNKNOWN_SYMBOL";
        }
        if (asset.status() == AssetStatus.HALTED) {
            return "MARKET_HALTED";
        }
        boolean isShort = balance(account, symbol).signum() < 0;
        if (asset.status() != AssetStatus.ACTIVE && trade.side() != Side.SELL && !(buys && isShort)) {
            return "ASSET_RETIRED";
        }
        int scale = CURRENCIES.get(asset.currency().code());
        BigDecimal price = asset.price().value();
        BigDecimal quantity;
        if (trade.quantity() != null) {
            quantity = trade.quantity().value();
            if (quantity.scale() > asset.scale()) {
                return "QUANTITY_SCALE_EXCEEDED";
            }
        } else {
            BigDecimal wanted = trade.notional();
            if (wanted.scale() > scale) {
                return "AMOUNT_SCALE_EXCEEDED";
            }
            quantity = new BigDecimal(wanted.movePointRight(asset.scale())
                            .divideToIntegralValue(price)
                            .toBigInteger())
                    .movePointLeft(asset.scale());
            if (quantity.signum() == 0) {
                return "QUANTITY_ROUNDS_TO_ZERO";
            }
        }
        BigDecimal notional = price.multiply(quantity).setScale(scale, RoundingMode.HALF_EVEN);
        if (notional.signum() == 0) {
            return "NOTIONAL_ROUNDS_TO_ZERO";
        }
        BigDecimal fee = notional.multiply(feeRate).setScale(scale, RoundingMode.HALF_EVEN);
        String currency = asset.currency().code();
        BigDecimal held = balance(account, symbol);
        BigDecimal cost = costs.get(account).getOrDefault(symbol, BigDecimal.ZERO);
        if (isShort || trade.side() == Side.SELL_SHORT) {
            return tradeShort(trade, asset, quantity, notional, fee);
        }
        if (buys) {
            if (balance(account, currency).compareTo(notional.add(fee)) < 0) {
                return "INSUFFICIENT_CASH";
            }
            add(account, currency, notional.add(fee).negate());
            add(account, symbol, quantity);
            costs.get(account).put(symbol, cost.add(notional).add(fee));
            note(trade, currency, notional.add(fee).negate(), quantity, notional.add(fee));
        } else {
            if (held.compareTo(quantity) < 0) {
                return "INSUFFICIENT_POSITION";
            }
            BigDecimal left = held.subtract(quantity);
            add(account, currency, notional.subtract(fee));
            add(account, symbol, quantity.negate());
            BigDecimal costLeft = left.signum() == 0
                    ? BigDecimal.ZERO
                    : cost.subtract(cost.multiply(quantity).divide(held, 8, RoundingMode.HALF_EVEN));
            costs.get(account).put(symbol, costLeft);
            note(trade, currency, notional.subtract(fee), quantity.negate(), costLeft.subtract(cost));
        }
        return "SETTLED";
    }

    /** Of an asset that is owed already, or is to be. */
    private String tradeShort(PlaceTrade trade, Asset asset, BigDecimal quantity, BigDecimal notional, BigDecimal fee) {
        AccountId account = trade.accountId();
        String symbol = trade.symbol().value();
        BigDecimal owed = balance(account, symbol).negate();
        BigDecimal brought =
                costs.get(account).getOrDefault(symbol, BigDecimal.ZERO).negate();
        boolean covers = trade.side() == Side.BUY;
        if (trade.side() == Side.SELL || covers && quantity.compareTo(owed) > 0) {
            return "POSITION_IS_SHORT";
        }
        if (!covers && !mayShort.contains(account)) {
            return "SHORTING_NOT_PERMITTED";
        }
        if (owed.signum() < 0) {
            return "POSITION_IS_LONG";
        }
        BigDecimal gone = covers ? brought.multiply(quantity).divide(owed, 8, RoundingMode.HALF_EVEN) : BigDecimal.ZERO;
        BigDecimal left =
                covers ? brought.subtract(gone) : brought.add(notional).subtract(fee);
        boolean all = covers && quantity.compareTo(owed) == 0;
        BigDecimal marginBefore = margin(account, symbol);
        costs.get(account).put(symbol, all ? BigDecimal.ZERO : left.negate());
        BigDecimal more = margin(account, symbol).subtract(marginBefore);
        BigDecimal cash = covers ? notional.add(fee).negate() : notional.subtract(fee);
        String currency = asset.currency().code();
        if (balance(account, currency).add(cash).compareTo(more) < 0) {
            costs.get(account).put(symbol, brought.negate());
            return "INSUFFICIENT_CASH";
        }
        add(account, currency, cash.subtract(more));
        add(account, symbol, covers ? quantity : quantity.negate());
        return "SETTLED";
    }

    private BigDecimal balance(AccountId account, String unit) {
        return balances.get(account).getOrDefault(unit, BigDecimal.ZERO);
    }

    private void add(AccountId account, String unit, BigDecimal amount) {
        balances.get(account).merge(unit, amount, BigDecimal::add);
    }
}
