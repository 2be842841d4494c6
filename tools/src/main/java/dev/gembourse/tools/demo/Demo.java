package dev.gembourse.tools.demo;

import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.view.LeaderboardView;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.NotAnswering;
import dev.gembourse.tools.client.Pacer;
import dev.gembourse.tools.client.Reply;
import dev.gembourse.tools.client.RequestRefused;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One demo: players act at a steady rate, each act on a thread of its own, while the calling thread shows the board. It ends
 * when its time is over or {@link #stop} is called, after the outcomes of what was begun have been waited for.
 */
final class Demo {

    private static final Duration REDRAW = Duration.ofSeconds(2);
    private static final int MOST_AT_ONCE = 500;

    private final Gateway gateway;
    private final Script script;
    private final List<AccountId> accounts;
    private final String run;
    private final TickSource source;
    private final Score score = new Score();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param run names this run among all others with the seed; part of the keys of its trades */
    Demo(Gateway gateway, Script script, List<AccountId> accounts, String run) {
        this.gateway = gateway;
        this.script = script;
        this.accounts = accounts;
        this.run = run;
        this.source = new TickSource("demo:" + run);
    }

    Score run(double actsPerSecond, Duration time, PrintWriter out) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        Board board = new Board(out);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Thread acting = Thread.ofVirtual().start(() -> act(threads, actsPerSecond));
            try {
                long left = time.toNanos();
                while (left > 0 && !stopped.await(Math.min(left, REDRAW.toNanos()), TimeUnit.NANOSECONDS)) {
                    left = end - System.nanoTime();
                    show(board, Math.max(0, Duration.ofNanos(left).toSeconds()));
                }
            } finally {
                stop();
                acting.join();
            }
        }
        show(board, 0);
        return score;
    }

    /** Nothing new is begun from now on. */
    void stop() {
        stopped.countDown();
    }

    private void act(ExecutorService threads, double actsPerSecond) {
        Pacer pacer = Pacer.of(actsPerSecond);
        Semaphore room = new Semaphore(MOST_AT_ONCE);
        try {
            for (long number = 0; stopped.getCount() > 0; number++) {
                pacer.await(1);
                room.acquire();
                Script.Act act = script.next();
                Instant time = Instant.now().truncatedTo(ChronoUnit.MICROS);
                String key = "demo/" + run + "/" + number;
                threads.execute(() -> {
                    try {
                        perform(act, key, time);
                    } finally {
                        room.release();
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop();
        }
    }

    private void perform(Script.Act act, String key, Instant time) {
        try {
            switch (act) {
                case Script.Act.NewPrice change ->
                    gateway.submit(
                            "POST",
                            "/v1/assets/" + change.symbol() + "/ticks",
                            null,
                            Map.of("price", change.price(), "time", time, "source", source));
                case Script.Act.Trade trade ->
                    score.count(gateway.ask(
                            "POST",
                            "/v1/accounts/" + accounts.get(trade.player()) + "/trades",
                            key,
                            Map.of("symbol", trade.symbol(), "side", trade.side(), "quantity", trade.quantity())));
            }
        } catch (NotAnswering | RequestRefused e) {
            score.countLost();
        }
    }

    /** A board that cannot be had right now is shown the next time. */
    private void show(Board board, long secondsLeft) {
        Reply reply = gateway.getOnce("/v1/leaderboard?limit=10");
        if (reply.isSuccess()) {
            board.show(reply.as(LeaderboardView.class), score, secondsLeft);
        }
    }
}
