package dev.gembourse.bench.measure;

import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Reply;
import java.time.Duration;
import java.util.Map;

/** Pauses settlement and lets it go on, as an operator does. */
public record Settling(Stack stack) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public void pause() {
        steer("pause");
    }

    public void resume() {
        steer("resume");
    }

    private void steer(String what) {
        try (Gateway processor = new Gateway(stack.processorUrl(), PATIENCE)) {
            Reply reply = processor.send("POST", "/v1/ops/" + what + "?area=trading", null, Map.of());
            if (!reply.isSuccess()) {
                throw new IllegalStateException(
                        "expected settlement to " + what + " but got " + reply.status() + " " + reply.detail());
            }
        }
    }
}
