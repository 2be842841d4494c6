package dev.gembourse.tools.client;

/** How many gems a number of settled trades, partners' among them, is worth: 1 each, 5 more for the 5th, 10 more for the 10th. */
public final class GemRule {

    private GemRule() {}

    public static long gems(long settledTrades) {
        return settledTrades + (settledTrades >= 5 ? 5 : 0) + (settledTrades >= 10 ? 10 : 0);
    }
}
