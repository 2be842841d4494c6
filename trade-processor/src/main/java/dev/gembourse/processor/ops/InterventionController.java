package dev.gembourse.processor.ops;

import dev.gembourse.processor.portfolio.Rebuild;
import dev.gembourse.processor.problem.Problem;
import dev.gembourse.processor.running.RunningStage;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Moves a partition's place by hand. Every move is kept with its reason. */
@RestController
class InterventionController {

    private static final Logger LOG = LoggerFactory.getLogger(InterventionController.class);

    private final List<RunningStage> stages;
    private final Rebuild portfolios;

    InterventionController(List<RunningStage> stages, Rebuild portfolios) {
        this.stages = stages;
        this.portfolios = portfolios;
    }

    /** A rebuild that has begun; it is done when the lag is 0. */
    record RebuildBegun(int number) {}

    /** Makes the portfolios anew from the first event on. They are not shown meanwhile; everything else is. */
    @PostMapping("/v1/ops/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildBegun rebuild(@RequestParam String why) throws SQLException {
        int number = portfolios.begin(reason(why));
        LOG.warn("rebuild {} of the portfolios begins: {}", number, why);
        return new RebuildBegun(number);
    }

    /** Processes records again that were quarantined and can be processed now. What was settled stays as it is. */
    @PostMapping("/v1/ops/rewind")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rewind(
            @RequestParam String area, @RequestParam int partition, @RequestParam long offset, @RequestParam String why)
            throws SQLException {
        try {
            named(area).rewind(partition, offset, reason(why));
        } catch (IllegalArgumentException e) {
            throw Problem.badParameter("offset", String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw Problem.badParameter("area", String.valueOf(e.getMessage()));
        }
        LOG.warn("partition {} of {} is rewound to offset {}: {}", partition, area, offset, why);
    }

    /**
     * Goes on with a topic that is not the one, or has lost the records, that the partition was settled from. Everything
     * before the offset must have been settled or be given up.
     */
    @PostMapping("/v1/ops/adopt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void adopt(
            @RequestParam String area, @RequestParam int partition, @RequestParam long offset, @RequestParam String why)
            throws SQLException, InterruptedException {
        named(area).adopt(partition, offset, reason(why));
        LOG.warn("partition {} of {} goes on at offset {} of another topic: {}", partition, area, offset, why);
    }

    private RunningStage named(String area) {
        return stages.stream()
                .filter(stage -> stage.name().equals(area))
                .findFirst()
                .orElseThrow(() ->
                        Problem.badParameter("area", "expected trading, market or portfolio but got another value"));
    }

    private static String reason(String why) {
        if (why.isBlank()) {
            throw Problem.badParameter("why", "expected the reason, for it is kept");
        }
        return why;
    }
}
