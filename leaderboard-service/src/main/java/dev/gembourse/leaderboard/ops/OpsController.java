package dev.gembourse.leaderboard.ops;

import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.events.wire.Topics;
import dev.gembourse.exactlyonce.Engine;
import dev.gembourse.leaderboard.award.Rebuild;
import dev.gembourse.leaderboard.problem.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For operators. Reachable on this machine only, unless the service's address says otherwise. */
@RestController
@RequestMapping("/v1/ops")
class OpsController {

    private static final Logger LOG = LoggerFactory.getLogger(OpsController.class);
    private static final int LONGEST_WHY = 500;

    private final Engine<?, ?> engine;
    private final Rebuild rebuild;
    private final History history;

    OpsController(Engine<?, ?> engine, Rebuild rebuild, History history) {
        this.engine = engine;
        this.rebuild = rebuild;
        this.history = history;
    }

    /** A rebuild that has begun; it is done when the lag is 0. */
    record RebuildBegun(int number) {}

    @GetMapping("/lag")
    List<PartitionLagView> lag() {
        return engine.lag();
    }

    /** Stops awarding on this instance; returns when no batch is running. */
    @PostMapping("/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause() {
        engine.pause();
    }

    @PostMapping("/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume() {
        engine.resume();
    }

    /** Makes the board anew from the first event on, while the present one goes on being shown. */
    @PostMapping("/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildBegun rebuild(@RequestParam String why) throws InterruptedException {
        if (why.isBlank() || why.length() > LONGEST_WHY) {
            throw Problem.badParameter("why", "expected a reason of 1 to " + LONGEST_WHY + " characters");
        }
        try {
            List<Integer> truncated = history.truncated(Topics.TRADING_EVENTS);
            if (!truncated.isEmpty()) {
                throw Problem.historyIncomplete(
                        "expected %s to begin at offset 0 but the first records are gone in partitions %s"
                                .formatted(Topics.TRADING_EVENTS, truncated));
            }
            int number = rebuild.begin(why);
            LOG.info("rebuild {} of the board begins: {}", number, why);
            return new RebuildBegun(number);
        } catch (SQLException | TimeoutException | ExecutionException e) {
            LOG.warn("the board cannot be rebuilt right now", e);
            throw Problem.unavailable("the database or Kafka does not answer right now");
        }
    }
}
