package dev.gembourse.tools.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Many requests in one call, each with an answer of its own. */
final class Batch<T> {

    /** The most requests that one call may carry. */
    static final int LIMIT = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Gateway gateway;
    private final String path;
    private final Function<List<T>, Object> body;

    Batch(Gateway gateway, String path, Function<List<T>, Object> body) {
        this.gateway = gateway;
        this.path = path;
        this.body = body;
    }

    /**
     * Submits all, in their order, and waits for their outcomes, but no longer than the gateway does: about 10 s per call. Those
     * that Kafka did not acknowledge in time are submitted again, as they are.
     *
     * @return the answers in the order of the requests
     * @throws RequestRefused when the gateway turns one of them down before it becomes an operation
     */
    List<Answered> ask(List<T> requests) throws InterruptedException {
        List<Answered> answers = new ArrayList<>(requests.size());
        for (int from = 0; from < requests.size(); from += LIMIT) {
            answers.addAll(askOnce(requests.subList(from, Math.min(requests.size(), from + LIMIT))));
        }
        return answers;
    }

    private List<Answered> askOnce(List<T> requests) throws InterruptedException {
        @Nullable Answered[] answers = new Answered[requests.size()];
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            left.add(i);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            left = call(requests, left, answers);
            if (left.isEmpty()) {
                return inOrder(answers);
            }
            if (System.nanoTime() > deadline) {
                throw new NotAnswering(left.size() + " items of POST " + path + " were not accepted within "
                        + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Asks for those requests, and tells those that have to be asked for again. */
    private List<Integer> call(List<T> requests, List<Integer> which, @Nullable Answered[] answers) {
        Object content = body.apply(which.stream().map(requests::get).toList());
        Reply reply = gateway.send("POST", path, null, content, Gateway.LONGEST_WAIT);
        JsonNode items = reply.body().path("items");
        if (!reply.isSuccess() || items.size() != which.size()) {
            throw new RequestRefused("POST " + path, reply);
        }
        List<Integer> again = new ArrayList<>();
        for (int i = 0; i < which.size(); i++) {
            JsonNode item = items.path(i);
            if (Gateway.isPassing(item.path("status").asInt(0))) {
                again.add(which.get(i));
            } else {
                answers[which.get(i)] = Answered.of(reply, item);
            }
        }
        return again;
    }

    private static List<Answered> inOrder(@Nullable Answered[] answers) {
        List<Answered> all = new ArrayList<>(answers.length);
        for (Answered answer : answers) {
            if (answer == null) {
                throw new IllegalStateException("expected an answer to every item");
            }
            all.add(answer);
        }
        return all;
    }
}
