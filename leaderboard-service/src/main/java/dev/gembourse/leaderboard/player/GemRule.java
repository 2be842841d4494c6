package dev.gembourse.leaderboard.player;

/** What settled trades earn: 1 gem each, 5 more for the 5th, 10 more for the 10th. Buys and sells count alike, and so do trades that partners have settled. */
final class GemRule {

    private static final int PER_TRADE = 1;

    private GemRule() {}

    /** What a player's {@code tradeCount}-th trade earns, its bonus included. */
    static int gemsFor(long tradeCount) {
        return PER_TRADE + bonusFor(tradeCount);
    }

    /** The bonus on a player's {@code tradeCount}-th trade; 0 when it is not a milestone. */
    static int bonusFor(long tradeCount) {
        if (tradeCount == 5) {
            return 5;
        }
        return tradeCount == 10 ? 10 : 0;
    }
}
