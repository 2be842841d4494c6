package dev.gembourse.chaos;

import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.order.OrderPrices;
import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.CancelOrders;
import dev.gembourse.events.trading.TradingCommand.ReplaceOrder;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

/** Orders of all types in one book, at so few prices that many meet, and what happens to them later. Thread-safe. */
final class Orders {

    static final String SYMBOL = "CHAOSBOOK";

    private static final TickSource SOURCE = new TickSource("chaos");
    private static final int REMEMBERED = 64;
    private static final int LONGEST_SECONDS = 20;

    private record Placed(AccountId account, OrderId id) {}

    private final AtomicReferenceArray<Placed> placed = new AtomicReferenceArray<>(REMEMBERED);

    /** The asset with its book. */
    static Request asset() {
        return Request.asset(SYMBOL).with("book", Map.of("makerBasisPoints", 5, "takerBasisPoints", 15));
    }

    /** An order that somebody places; of some the exit follows. */
    Request order(AccountId account, String key, RandomGenerator random) {
        boolean buys = random.nextInt(10) < 6;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("symbol", SYMBOL);
        body.put("side", buys ? "BUY" : "SELL");
        body.put("quantity", Integer.toString(1 + random.nextInt(6)));
        BigDecimal price = price(random);
        BigDecimal above = price.add(new BigDecimal("0.20"));
        String type = switch (random.nextInt(10)) {
            case 0 -> "MARKET";
            case 1 -> "BAND";
            case 2 -> "STOP";
            case 3 -> "TRAILING_STOP";
            case 4 -> "OCO";
            default -> "LIMIT";
        };
        body.put("type", type);
        switch (type) {
            case "BAND" -> {
                body.put("lowerPrice", price.toString());
                body.put("upperPrice", above.toString());
            }
            case "STOP" -> body.put("stopPrice", price.toString());
            case "TRAILING_STOP" -> body.put("trailPercent", "1.5");
            case "OCO" -> {
                body.put("limitPrice", (buys ? price : above).toString());
                body.put("stopPrice", (buys ? above : price).toString());
            }
            case "LIMIT" -> body.put("limitPrice", price.toString());
            default -> {}
        }
        if (!type.equals("MARKET") && random.nextInt(5) == 0) {
            body.put(
                    "expiresAt",
                    Instant.now()
                            .plusSeconds(5 + random.nextInt(LONGEST_SECONDS))
                            .toString());
        }
        if (random.nextInt(5) == 0) {
            body.put(
                    "exit",
                    Map.of(
                            "takeProfitPrice", (buys ? above : price).toString(),
                            "stopPrice", (buys ? price : above).toString()));
        }
        placed.set(
                random.nextInt(REMEMBERED), new Placed(account, OrderId.of(OperationId.of(account.toString(), key))));
        return new Request("/v1/accounts/" + account + "/orders", key, body);
    }

    /** Replaces or cancels one that was placed lately, if it is still there; nothing before any was. */
    TradingCommand change(AccountId otherwise, String key, RandomGenerator random) {
        Placed one = placed.get(random.nextInt(REMEMBERED));
        AccountId account = one == null ? otherwise : one.account;
        OperationId operation = OperationId.of(account.toString(), key);
        if (one == null || random.nextInt(3) == 0) {
            return new CancelOrders(operation, account, one == null ? null : one.id, null, Instant.now());
        }
        return new ReplaceOrder(
                operation,
                account,
                one.id,
                1 + random.nextInt(2),
                new Quantity(BigDecimal.valueOf(1 + random.nextInt(8))),
                random.nextBoolean() ? OrderPrices.NONE : OrderPrices.limit(new Price(price(random))),
                Instant.now());
    }

    /** What the house offers from now on. */
    PriceTick tick(RandomGenerator random) {
        Instant now = Instant.now();
        return PriceTick.of(
                new Symbol(SYMBOL),
                SOURCE,
                null,
                new Price(price(random)),
                BigDecimal.valueOf(random.nextInt(20)),
                now.plus(Duration.ofNanos(random.nextInt(1_000) * 1_000L)),
                now);
    }

    private static BigDecimal price(RandomGenerator random) {
        return BigDecimal.valueOf(700 + random.nextInt(21) * 5L, 2);
    }
}
