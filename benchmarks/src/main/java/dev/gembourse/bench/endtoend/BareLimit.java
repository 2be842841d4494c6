package dev.gembourse.bench.endtoend;

import dev.gembourse.bench.endtoend.EndToEndResult.Bare;
import dev.gembourse.bench.endtoend.EndToEndResult.Percentiles;
import dev.gembourse.bench.http.HttpLoad;
import dev.gembourse.bench.http.Measured;
import dev.gembourse.bench.load.Population;
import dev.gembourse.bench.load.TradeRequests;
import dev.gembourse.bench.peer.BarePipeline;
import dev.gembourse.stack.supervisor.Stack;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** Measures what the hops alone take, under the same load as ours. Every answer and, after each window, the table is checked. */
final class BareLimit implements AutoCloseable {

    private final BarePipeline pipeline;
    private final EndToEndSettings settings;
    private final Population population;
    private long answered;
    private int loads;

    BareLimit(Stack stack, Path home, EndToEndSettings settings, Population population)
            throws SQLException, InterruptedException {
        this.pipeline = BarePipeline.start(stack, home);
        this.settings = settings;
        this.population = population;
    }

    /** As long as ours. */
    void warmUp() throws SQLException, InterruptedException {
        Duration moment = Duration.ofSeconds(1);
        expectKept(
                load(1).open(requests().answeredByKey(), 1, moment)); // a single one, which waits until all has started
        expectKept(load(settings.connections())
                .closed(requests().answeredByKey(), settings.warmUp().multipliedBy(2)));
    }

    Bare measure(int round, double rate) throws SQLException, InterruptedException {
        FixedRate.Window window = new FixedRate(
                        pipeline.port(), settings.connections(), settings.window(), pipeline.parts())
                .run(rate, requests().answeredByKey(), requests().answeredByKey());
        expectKept(window.most(), window.others());
        return new Bare(round, rate, Percentiles.of(window.most()), window.cpuMicros());
    }

    private HttpLoad load(int connections) {
        return new HttpLoad(pipeline.port(), connections);
    }

    private void expectKept(Measured... windows) throws SQLException {
        for (Measured window : windows) {
            answered += window.expectNoFailure().done();
        }
        pipeline.expectKept(answered);
    }

    private TradeRequests requests() {
        return new TradeRequests(population, "bare" + loads++ + "-", "none");
    }

    @Override
    public void close() throws SQLException {
        pipeline.close();
    }
}
