package dev.gembourse.bench.portfolio;

import dev.gembourse.bench.command.Judged;
import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.measure.Rates;
import java.util.List;
import java.util.Map;

/**
 * What a measurement of portfolios came to.
 *
 * @param broken the invariants that did not hold; a measurement with any of them is void
 */
record PortfolioResult(Map<String, String> machine, List<Window> windows, List<Finding> broken) implements Judged {

    /**
     * One read of one account at a fixed rate.
     *
     * @param trades of the account
     * @param p50 and {@code p99}: milliseconds from when a request was due until its answer
     */
    record Window(int round, String read, int trades, double p50, double p99) {}

    double medianP99(String read, int trades) {
        return Rates.of(windows.stream()
                        .filter(window -> window.read().equals(read) && window.trades() == trades)
                        .map(Window::p99)
                        .toList())
                .median();
    }
}
