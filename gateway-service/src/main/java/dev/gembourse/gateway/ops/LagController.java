package dev.gembourse.gateway.ops;

import dev.gembourse.events.view.PartitionLagView;
import dev.gembourse.gateway.access.Access;
import dev.gembourse.gateway.access.Rule;
import dev.gembourse.gateway.upstream.Leaderboard;
import dev.gembourse.gateway.upstream.Processor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows how far every part of the system is behind. */
@Tag(name = "Operations of the system")
@RestController
class LagController {

    /** One line per service, topic and partition, and the services that did not answer. */
    record LagView(List<PartitionLagView> partitions, List<String> unavailable) {
        LagView {
            partitions = List.copyOf(partitions);
            unavailable = List.copyOf(unavailable);
        }
    }

    private record Part(String service, List<PartitionLagView> lines, boolean answered) {}

    private final Processor processor;
    private final Leaderboard leaderboard;
    private final FollowerLag followers;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    LagController(Processor processor, Leaderboard leaderboard, FollowerLag followers) {
        this.processor = processor;
        this.leaderboard = leaderboard;
        this.followers = followers;
    }

    @Operation(summary = "Show how far every part is behind")
    @Access(Rule.OVERSEE)
    @GetMapping("/v1/ops/lag")
    LagView lag() {
        List<Part> parts = Stream.of(
                        ask("trade-processor", processor::lag),
                        ask("leaderboard-service", leaderboard::lag),
                        ask("gateway-service", followers::lag))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        return new LagView(
                parts.stream().flatMap(part -> part.lines().stream()).toList(),
                parts.stream()
                        .filter(part -> !part.answered())
                        .map(Part::service)
                        .toList());
    }

    private CompletableFuture<Part> ask(String service, Supplier<List<PartitionLagView>> lag) {
        return CompletableFuture.supplyAsync(() -> new Part(service, lag.get(), true), background)
                .exceptionally(fault -> unanswered(service, fault));
    }

    private static Part unanswered(String service, Throwable fault) {
        if (fault instanceof CompletionException && fault.getCause() instanceof Error error) {
            throw error;
        }
        return new Part(service, List.of(), false);
    }
}
