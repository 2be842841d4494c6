package dev.gembourse.processor.ops;

import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.processor.problem.Problem;
import dev.gembourse.processor.running.RunningStage;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The stages of this instance, as operators see them. Without an area a request means all. */
@RestController
class StageController {

    private final List<RunningStage> stages;
    private final ProgressTable progress;

    StageController(List<RunningStage> stages, ProgressTable progress) {
        this.stages = stages;
        this.progress = progress;
    }

    /** How far behind every partition is; the figures are a few seconds old. */
    @GetMapping("/v1/ops/lag")
    List<PartitionLagView> lag(@RequestParam(required = false) @Nullable String area) {
        return named(area).flatMap(stage -> stage.lag().stream()).toList();
    }

    /** How far every partition has got, as committed at this moment. */
    @GetMapping("/v1/ops/progress")
    List<ProgressView> progress(@RequestParam(required = false) @Nullable String area) {
        return named(area).flatMap(stage -> progress.of(stage.name()).stream()).toList();
    }

    /** Returns when no batch is running any more. */
    @PostMapping("/v1/ops/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@RequestParam(required = false) @Nullable String area) {
        named(area).forEach(RunningStage::pause);
    }

    @PostMapping("/v1/ops/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@RequestParam(required = false) @Nullable String area) {
        named(area).forEach(RunningStage::resume);
    }

    private Stream<RunningStage> named(@Nullable String area) {
        List<RunningStage> named = stages.stream()
                .filter(stage -> area == null || stage.name().equals(area))
                .toList();
        if (named.isEmpty()) {
            throw Problem.badParameter("area", "expected trading, market or portfolio but got another value");
        }
        return named.stream();
    }
}
