package dev.gembourse.chaos;

import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.events.view.OperationView.Status;
import dev.gembourse.tools.client.Answered;
import dev.gembourse.tools.client.Gateway;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** I7: the same key gets the same answer, before the faults and after them. */
final class Answers {

    private static final int TRIES = 6;

    private final Gateway gateway;
    private final Map<Request, Answered> known = new LinkedHashMap<>();

    Answers(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Asks, and keeps the answers. */
    void keep(List<Request> requests) {
        requests.forEach(request -> known.put(request, ask(request)));
    }

    int size() {
        return known.size();
    }

    /** Asks all of it again. */
    List<Finding> compare() {
        List<Finding> findings = new ArrayList<>();
        known.forEach((request, before) -> {
            Answered now = ask(request);
            if (now.status() != before.status()
                    || !Objects.equals(now.reason(), before.reason())
                    || !Objects.equals(now.position(), before.position())
                    || !now.replayed()) {
                findings.add(new Finding("I7", request + " was answered " + before + " and now " + now));
            }
        });
        return findings;
    }

    private Answered ask(Request request) {
        for (int i = 0; i < TRIES; i++) {
            Answered answer = gateway.ask("POST", request.path(), request.key(), request.body());
            if (answer.status() != Status.PENDING) {
                return answer;
            }
        }
        throw new IllegalStateException("expected an outcome of " + request + " but it is still pending");
    }
}
