package dev.gembourse.tools.demo;

import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.tools.walk.RandomWalk;
import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Who the players are and what each of them does, all of it from the seed: the same seed gives the same players and the same
 * sequence of acts. Keen players act more often, so that there is a race. Not thread-safe.
 */
final class Script {

    /** What happens next. */
    sealed interface Act {
        /** A player wants to trade. */
        record Trade(int player, Symbol symbol, Side side, Quantity quantity) implements Act {}

        /** A price is told. */
        record NewPrice(Symbol symbol, Price price) implements Act {}
    }

    /** An asset with the price that it begins with. */
    record Ware(Symbol symbol, String name, Price price) {}

    static final List<Ware> WARES = List.of(
            ware("RUBY", "Ruby", "50.00"),
            ware("JADE", "Jade", "4.20"),
            ware("OPAL", "Opal", "12.50"),
            ware("AMBER", "Amber", "1.85"),
            ware("PEARL", "Pearl", "0.35"));

    private static final List<String> NAMES = List.of(
            "ada",
            "grace",
            "alan",
            "edsger",
            "barbara",
            "donald",
            "tony",
            "leslie",
            "frances",
            "niklaus",
            "margaret",
            "john",
            "katherine",
            "dennis",
            "radia",
            "ken",
            "shafi",
            "bjarne",
            "lynn",
            "james");

    private static final int PRICE_CHANGE_IN = 12;
    private static final int SELL_PERCENT = 35;
    private static final int MOST_BOUGHT = 20;
    private static final RandomWalk.Style STYLE = new RandomWalk.Style(0.02, 0.01, 2);

    private final long seed;
    private final int players;
    private final RandomGenerator random;
    private final List<RandomWalk> walks;

    Script(long seed, int players) {
        this.seed = seed;
        this.players = players;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.walks = WARES.stream()
                .map(ware -> new RandomWalk(ware.price(), STYLE, random.nextLong()))
                .toList();
    }

    /** The name of a player, unique among all seeds. */
    String username(int player) {
        int round = player / NAMES.size();
        return NAMES.get(player % NAMES.size()) + (round == 0 ? "" : round + 1) + "-" + Long.toHexString(seed);
    }

    Act next() {
        int ware = random.nextInt(WARES.size());
        if (random.nextInt(PRICE_CHANGE_IN) == 0) {
            return new Act.NewPrice(WARES.get(ware).symbol(), walks.get(ware).next());
        }
        Side side = random.nextInt(100) < SELL_PERCENT ? Side.SELL : Side.BUY;
        Quantity quantity = new Quantity(BigDecimal.valueOf(1L + random.nextInt(MOST_BOUGHT)));
        return new Act.Trade(keenOne(), WARES.get(ware).symbol(), side, quantity);
    }

    /** The lower of two draws: the first players are drawn most often. */
    private int keenOne() {
        return Math.min(random.nextInt(players), random.nextInt(players));
    }

    private static Ware ware(String symbol, String name, String price) {
        return new Ware(new Symbol(symbol), name, Price.of(price));
    }
}
