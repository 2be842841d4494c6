package dev.gembourse.gateway.command;

import dev.gembourse.events.wire.Json;
import dev.gembourse.events.wire.Pointers;
import dev.gembourse.gateway.kafka.PublicationLimits;
import dev.gembourse.gateway.problem.ProblemCode;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Takes many commands of one request. They travel to Kafka together, in their order; each is accepted or not on its own. */
@Component
public class Batches {

    private static final int MOST_ITEMS = 1000;

    /** A command that was handed over, or the reason why it was not. */
    private sealed interface Begun {
        record Accepted(UnderWay command) implements Begun {}

        record Turned(ProblemException away) implements Begun {}
    }

    private final Commands commands;
    private final PublicationLimits limits;

    Batches(Commands commands, PublicationLimits limits) {
        this.commands = commands;
        this.limits = limits;
    }

    /**
     * Answers with what became of each item: an item that is not as expected is no reason to turn others away.
     *
     * @param name of an item; with an s it is the member of the request that holds them
     * @param type that an item is read as
     * @param command that an item asks for; throws {@link ProblemException} when it may not
     * @throws ProblemException INVALID_REQUEST when there are none or more than a thousand
     */
    public <T> ResponseEntity<BatchView> answer(
            String name,
            List<JsonNode> items,
            Class<T> type,
            Function<T, Submission> command,
            BatchContext context,
            HttpServletRequest http) {
        if (items.isEmpty() || items.size() > MOST_ITEMS) {
            throw ProblemException.badMember(
                    "/" + name + "s", "expected 1 to %d %ss but got %d".formatted(MOST_ITEMS, name, items.size()));
        }
        List<Begun> begun = new ArrayList<>(items.size());
        List<BatchView.Item> answers = new ArrayList<>(items.size());
        try {
            long deadline = System.nanoTime() + limits.ackTimeout().toNanos();
            for (JsonNode item : items) {
                String pointer = "/" + name + "s/" + begun.size();
                begun.add(
                        System.nanoTime() < deadline
                                ? begin(() -> command.apply(read(item, type, name, pointer)), context)
                                : new Begun.Turned(ProblemException.of(
                                        ProblemCode.SERVICE_UNAVAILABLE,
                                        "Kafka took too long; this " + name + " was not sent")));
            }
            begun.forEach(item -> answers.add(finish(item, http)));
        } finally {
            begun.forEach(Batches::close);
        }
        return ResponseEntity.status(HttpStatus.MULTI_STATUS).body(new BatchView(answers));
    }

    private Begun begin(Supplier<Submission> command, BatchContext context) {
        try {
            return new Begun.Accepted(commands.begin(command.get(), context.trace(), context.patience()));
        } catch (ProblemException e) {
            return new Begun.Turned(e);
        }
    }

    private BatchView.Item finish(Begun begun, HttpServletRequest http) {
        try {
            return switch (begun) {
                case Begun.Accepted(UnderWay command) -> BatchView.Item.of(commands.finish(command));
                case Begun.Turned(ProblemException reason) -> throw reason;
            };
        } catch (ProblemException e) {
            return BatchView.Item.of(Problems.document(e, http), e.isReplayed());
        }
    }

    private static <T> T read(JsonNode item, Class<T> type, String name, String pointer) {
        if (item.isNull()) {
            throw ProblemException.badMember(pointer, "expected a " + name + " but got null");
        }
        try {
            return Json.STRICT.treeToValue(item, type);
        } catch (JacksonException e) {
            throw ProblemException.badMember(pointer + Pointers.of(e), Json.explain(e));
        }
    }

    private static void close(Begun begun) {
        if (begun instanceof Begun.Accepted(UnderWay command)) {
            command.close();
        }
    }
}
