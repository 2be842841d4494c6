package dev.gembourse.tools.client;

import dev.gembourse.events.view.OperationView;
import dev.gembourse.events.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One gateway, reached over HTTP. Every call blocks and may be made from many (virtual) threads at once.
 *
 * <p>While the gateway is away, busy or not sure (no connection, 429, 502 to 504), a request is repeated as it is until
 * {@code patience} is over; the idempotency key makes that harmless.
 */
public final class Gateway implements AutoCloseable {

    private static final Duration ONE_EXCHANGE = Duration.ofSeconds(15);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final URI base;
    private final Duration patience;
    private final @Nullable String authorization;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** Without credentials, as services ask each other. */
    public Gateway(URI base, Duration patience) {
        this(base, patience, null);
    }

    /** @param authorization the value of the header of that name; null to send none */
    public Gateway(URI base, Duration patience, @Nullable String authorization) {
        this.base = base;
        this.patience = patience;
        this.authorization = authorization;
    }

    /**
     * A gateway that answers.
     *
     * @throws NotAnswering when nothing answers at the address
     */
    public static Gateway reach(URI base, Duration patience, @Nullable String authorization) {
        Gateway gateway = new Gateway(base, patience, authorization);
        try {
            gateway.once(
                    gateway.request("/actuator/health/readiness", ONE_EXCHANGE).build());
            return gateway;
        } catch (IOException e) {
            gateway.close();
            throw new NotAnswering(
                    "expected a Gembourse gateway at " + base
                            + " but nothing answers there; start one with ./gembourse up,"
                            + " or say where it is with --url",
                    e);
        }
    }

    /** Reads something that is there. {@code path} begins with a slash and may carry a query. */
    public <T> T get(String path, Class<T> type) {
        Reply reply = get(path);
        if (!reply.isSuccess()) {
            throw new RequestRefused("GET " + path, reply);
        }
        return reply.as(type);
    }

    /** Reads what may not be there: the answer as it is, but never a passing fault. */
    public Reply get(String path) {
        return persistently("GET " + path, request(path, ONE_EXCHANGE).build());
    }

    /** Reads without repeating anything: the answer as it is, passing faults of the gateway included. */
    public Reply getOnce(String path) {
        try {
            return once(request(path, ONE_EXCHANGE).build());
        } catch (IOException e) {
            throw new NotAnswering("GET " + path + " got no answer", e);
        }
    }

    /** Sends a command, which may do without a key where it says itself which it is; it is accepted when this returns. */
    public Submission submit(String method, String path, @Nullable String idempotencyKey, Object body) {
        Reply reply = send(method, path, idempotencyKey, body);
        if (!reply.isSuccess()) {
            throw new RequestRefused(method + " " + path, reply);
        }
        return Submission.of(reply);
    }

    /** Sends a command and waits for its outcome, but no longer than the gateway does: about 10 s. */
    public Answered ask(String method, String path, String idempotencyKey, Object body) {
        return Answered.of(method + " " + path, send(method, path, idempotencyKey, body, LONGEST_WAIT));
    }

    /** Sends a request with a body; the answer as it is, but never a passing fault. */
    public Reply send(String method, String path, @Nullable String idempotencyKey, Object body) {
        return send(method, path, idempotencyKey, body, Duration.ZERO);
    }

    /** As above, and prefers to wait so long for the outcome. */
    public Reply send(String method, String path, @Nullable String idempotencyKey, Object body, Duration wait) {
        return persistently(method + " " + path, withBody(method, path, idempotencyKey, body, wait));
    }

    /** Sends a request once: the answer as it is, passing faults of the gateway included. */
    public Reply sendOnce(String method, String path, @Nullable String idempotencyKey, Object body) {
        try {
            return once(withBody(method, path, idempotencyKey, body, Duration.ZERO));
        } catch (IOException e) {
            throw new NotAnswering(method + " " + path + " got no answer", e);
        }
    }

    /** Sends a file and prefers to wait for the outcome, about 10 s: the answer as it is, but never a passing fault. */
    public Reply post(String path, String idempotencyKey, String mediaType, byte[] file) {
        return persistently("POST " + path, withBody("POST", path, idempotencyKey, mediaType, file, LONGEST_WAIT));
    }

    private HttpRequest withBody(
            String method, String path, @Nullable String idempotencyKey, Object body, Duration wait) {
        byte[] json = Json.STRICT.writeValueAsBytes(body);
        return withBody(method, path, idempotencyKey, "application/json", json, wait);
    }

    private HttpRequest withBody(
            String method, String path, @Nullable String idempotencyKey, String mediaType, byte[] body, Duration wait) {
        HttpRequest.Builder request = request(path, ONE_EXCHANGE)
                .header("Content-Type", mediaType)
                .method(method, BodyPublishers.ofByteArray(body));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", '"' + idempotencyKey + '"');
        }
        if (wait.isPositive()) {
            request.header("Prefer", "wait=" + wait.toSeconds());
        }
        return request.build();
    }

    /**
     * What became of the operation; waits until it is known.
     *
     * @throws NotAnswering when it is still pending after {@code atMost}
     */
    public OperationView outcome(Submission submission, Duration atMost) {
        OperationView operation = lookAt(submission, atMost);
        if (operation.status() == OperationView.Status.PENDING) {
            throw new NotAnswering("expected an outcome of operation " + submission.operationId() + " within "
                    + atMost.toSeconds() + " s but it is still pending; ./gembourse lag shows what settlement does");
        }
        return operation;
    }

    /** The operation as soon as it is no longer pending, or as it is after {@code atMost}. */
    public OperationView lookAt(Submission submission, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            long left =
                    Math.max(0, Duration.ofNanos(deadline - System.nanoTime()).toSeconds());
            String query = "wait=" + Math.min(left, LONGEST_WAIT.toSeconds());
            String path = submission.location() + (submission.location().contains("?") ? "&" : "?") + query;
            OperationView operation = get(path, OperationView.class);
            if (operation.status() != OperationView.Status.PENDING) {
                return operation;
            }
            if (System.nanoTime() >= deadline) {
                throw new NotAnswering(
                        "expected an outcome of operation " + submission.operationId() + " within " + atMost.toSeconds()
                                + " s but it is still pending; ./gembourse lag shows what settlement does");
            }
        }
    }

    /** Sends a command and waits for its outcome, for as long as this client is patient. */
    public OperationView perform(String method, String path, String idempotencyKey, Object body) {
        return outcome(submit(method, path, idempotencyKey, body), patience);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(timeout).header("Accept", "application/json");
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private Reply persistently(String what, HttpRequest request) {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            String trouble;
            try {
                Reply reply = once(request);
                if (!isPassing(reply.status())) {
                    return reply;
                }
                trouble = reply.status() + " " + reply.detail();
            } catch (IOException e) {
                trouble = e.toString();
            }
            if (System.nanoTime() + pause.toNanos() >= deadline) {
                throw new NotAnswering(
                        what + " got no answer within " + patience.toSeconds() + " s; at last: " + trouble);
            }
            rest(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    static boolean isPassing(int status) {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    private Reply once(HttpRequest request) throws IOException {
        try {
            return Reply.of(http.send(request, BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static NotAnswering interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new NotAnswering("interrupted while waiting for the gateway", e);
    }
}
