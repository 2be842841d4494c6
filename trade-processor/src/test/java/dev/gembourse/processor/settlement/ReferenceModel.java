package dev.gembourse.processor.settlement;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.trading.TradingCommand.OpenAccount;
import dev.gembourse.events.trading.TradingCommand.PlaceTrade;
import dev.gembourse.events.trading.TradingCommand.Purchase;
import dev.gembourse.events.trading.TradingCommand.WalletCommand;
import dev.gembourse.events.trading.TradingCommand.Withdraw;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
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
 * agree with it. Knows the units USD (2 decimals), ETH (8) and SHARD (1), and nothing about values that are too large.
 */
final class ReferenceModel {

    private static final Map<String, Integer> CURRENCIES = Map.of("USD", 2, "ETH", 8, "SHARD", 1);

    final Map<AccountId, Map<String, BigDecimal>> balances = new HashMap<>();
    final Map<AccountId, Map<String, BigDecimal>> costs = new HashMap<>();
    final Map<String, Asset> market = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<OperationId, String> asked = new HashMap<>();
    private final BigDecimal feeRate;

    ReferenceModel(int feeBasisPoints) {
        this.feeRate = new BigDecimal(feeBasisPoints).movePointLeft(4);
    }

    /** What should become of a command, in one word. */
    String settle(TradingCommand command) {
        String before = asked.putIfAbsent(command.operationId(), command.content());
        if (before != null) {
            return before.equals(command.content()) ? "REPEATED" : "REUSED";
        }
        return switch (command) {
            case OpenAccount open -> open(open);
            case Deposit deposit -> move(deposit.accountId(), deposit.money(), false);
            case Withdraw withdraw -> move(withdraw.accountId(), withdraw.money(), true);
            case WalletCommand wallet -> {
                String answer = move(wallet.accountId(), wallet.money(), wallet instanceof Purchase);
                yield answer.equals("UNKNOWN_CURRENCY") ? "UNKNOWN_UNIT" : answer;
            }
            case PlaceTrade trade -> trade(trade);
        };
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

    private static String refusalOf(Money money) {
        Integer scale = CURRENCIES.get(money.currency().code());
        if (scale == null) {
            return "UNKNOWN_CURRENCY";
        }
        return money.amount().stripTrailingZeros().scale() > scale ? "AMOUNT_SCALE_EXCEEDED" : "SETTLED";
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
        if (buys && asset.status() != AssetStatus.ACTIVE) {
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
        if (buys) {
            if (balance(account, currency).compareTo(notional.add(fee)) < 0) {
                return "INSUFFICIENT_CASH";
            }
            add(account, currency, notional.add(fee).negate());
            add(account, symbol, quantity);
            costs.get(account).put(symbol, cost.add(notional).add(fee));
        } else {
            if (held.compareTo(quantity) < 0) {
                return "INSUFFICIENT_POSITION";
            }
            BigDecimal left = held.subtract(quantity);
            add(account, currency, notional.subtract(fee));
            add(account, symbol, quantity.negate());
            costs.get(account)
                    .put(
                            symbol,
                            left.signum() == 0
                                    ? BigDecimal.ZERO
                                    : cost.subtract(cost.multiply(quantity).divide(held, 8, RoundingMode.HALF_EVEN)));
        }
        return "SETTLED";
    }

    private BigDecimal balance(AccountId account, String unit) {
        return balances.get(account).getOrDefault(unit, BigDecimal.ZERO);
    }

    private void add(AccountId account, String unit, BigDecimal amount) {
        balances.get(account).merge(unit, amount, BigDecimal::add);
    }
}
