package dev.gembourse.processor.settlement;

import static dev.gembourse.processor.fixture.Players.account;
import static dev.gembourse.processor.fixture.Players.bonus;
import static dev.gembourse.processor.fixture.Players.close;
import static dev.gembourse.processor.fixture.Players.deposit;
import static dev.gembourse.processor.fixture.Players.gift;
import static dev.gembourse.processor.fixture.Players.open;
import static dev.gembourse.processor.fixture.Players.operation;
import static dev.gembourse.processor.fixture.Players.partnerTrade;
import static dev.gembourse.processor.fixture.Players.permitShorting;
import static dev.gembourse.processor.fixture.Players.purchase;
import static dev.gembourse.processor.fixture.Players.topUp;
import static dev.gembourse.processor.fixture.Players.trade;
import static dev.gembourse.processor.fixture.Players.tradeFor;
import static dev.gembourse.processor.fixture.Players.withdraw;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.ReverseOperation;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Commands about a few accounts as players, bots and clumsy clients may send them: many settle, many are refused or repeated. */
public final class RandomCommands {

    private static final List<String> CURRENCIES = List.of("USD", "USD", "USD", "ETH", "SHARD", "XXX");
    private static final List<String> SYMBOLS = List.of("GOLD", "GOLD", "GOLD", "BIT", "STOP", "GONE", "NONE");

    private final Random random;
    private final List<AccountId> accounts = new ArrayList<>();
    private final List<TradingCommand> sent = new ArrayList<>();

    public RandomCommands(Random random, String scope, int players) {
        this.random = random;
        for (int i = 0; i < players; i++) {
            accounts.add(account(scope + i));
        }
    }

    public TradingCommand next() {
        TradingCommand command = random.nextInt(12) == 0 && !sent.isEmpty() ? again() : fresh("k" + sent.size());
        sent.add(command);
        return command;
    }

    /** Something sent before, or something else under its key. */
    private TradingCommand again() {
        TradingCommand before = sent.get(random.nextInt(sent.size()));
        return random.nextBoolean()
                ? before
                : new TradingCommand.Deposit(
                        before.operationId(), before.accountId(), Money.of("USD", "77.77"), before.submittedAt());
    }

    private TradingCommand fresh(String key) {
        AccountId account = accounts.get(random.nextInt(accounts.size()));
        return switch (random.nextInt(20)) {
            case 18 -> permitShorting(key, account, random.nextInt(4) > 0);
            case 19 -> trade(key, account, Side.SELL_SHORT, pick(SYMBOLS), amount(10_000));
            case 13, 14 -> reversal(key);
            case 16, 17 ->
                close(
                        key,
                        account,
                        pick(SYMBOLS),
                        random.nextBoolean() ? null : String.valueOf(1 + random.nextInt(100)));
            case 15 -> partnerTrade(key, account, side(), pick(SYMBOLS), amount(10_000));
            case 0, 1 -> open(key, account, "player-" + random.nextInt(8), random.nextBoolean() ? null : money());
            case 2, 3 -> deposit(key, account, pick(CURRENCIES), amount(1_000_000));
            case 4 ->
                random.nextBoolean()
                        ? withdraw(key, account, pick(CURRENCIES), amount(1_000_000))
                        : gift(
                                key,
                                account,
                                accounts.get(random.nextInt(accounts.size())),
                                pick(CURRENCIES),
                                amount(100_000));
            case 5 -> tradeFor(key, account, side(), pick(SYMBOLS), amount(500_000));
            case 6 -> topUp(key, account, pick(CURRENCIES), amount(1_000_000));
            case 7 -> bonus(key, account, pick(CURRENCIES), amount(1_000));
            case 8 -> purchase(key, account, pick(CURRENCIES), amount(1_000_000), "item " + random.nextInt(9));
            default -> trade(key, account, side(), pick(SYMBOLS), amount(10_000));
        };
    }

    /** Of something that somebody was asked for, often by its own account. */
    private TradingCommand reversal(String key) {
        if (sent.isEmpty()) {
            return deposit(key, accounts.getFirst(), "USD", "1");
        }
        TradingCommand before = sent.get(random.nextInt(sent.size()));
        AccountId account = random.nextInt(8) == 0 ? accounts.getFirst() : before.accountId();
        return new ReverseOperation(
                operation(account, key),
                account,
                before.operationId(),
                new Note("by mistake"),
                null,
                before.submittedAt());
    }

    private Money money() {
        return Money.of(pick(CURRENCIES), amount(1_000_000));
    }

    private Side side() {
        return switch (random.nextInt(6)) {
            case 0 -> Side.SELL_SHORT;
            case 1, 2 -> Side.SELL;
            default -> Side.BUY;
        };
    }

    /** With 0 to 3 decimals, one more than USD allows. */
    private String amount(int most) {
        int decimals = random.nextInt(8) == 0 ? 3 : random.nextInt(3);
        return BigDecimal.valueOf(1 + random.nextInt(most), decimals).toPlainString();
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
