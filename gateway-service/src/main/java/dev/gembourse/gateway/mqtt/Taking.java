package dev.gembourse.gateway.mqtt;

import dev.gembourse.events.market.MarketCommand.PriceTick;
import dev.gembourse.gateway.command.TickCommands;
import dev.gembourse.gateway.mqtt.UnusableMessage.Reason;
import dev.gembourse.gateway.problem.ProblemException;
import dev.gembourse.gateway.tick.Ticks;
import dev.gembourse.gateway.trace.Trace;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Makes of a message what it is good for: a tick in Kafka, or a line in the log. */
@Component
@WhereMqttIsOn
class Taking {

    private final MqttSettings settings;
    private final Ticks ticks;
    private final TickCommands commands;
    private final StreamState state;
    private final Clock clock;

    Taking(MqttSettings settings, Ticks ticks, TickCommands commands, StreamState state, Clock clock) {
        this.settings = settings;
        this.ticks = ticks;
        this.commands = commands;
        this.state = state;
        this.clock = clock;
    }

    /** Completes when the message may be acknowledged, exceptionally when it has to come again. For one thread. */
    CompletableFuture<Void> take(String topic, byte[] payload) {
        try {
            PriceTick tick = tick(TickMessage.read(topic, payload, settings.members()));
            return commands.publish(tick, Trace.from(null, null, clock.millis()))
                    .thenRun(state::taken);
        } catch (UnusableMessage e) {
            state.unusable(topic, e);
            return CompletableFuture.completedFuture(null);
        }
    }

    private PriceTick tick(TickMessage message) throws UnusableMessage {
        try {
            return ticks.tick(
                    message.symbol(),
                    message.source(),
                    message.sequence(),
                    message.price(),
                    message.available(),
                    message.time(),
                    ticks::isMissing);
        } catch (ProblemException e) {
            throw new UnusableMessage(
                    switch (e.code()) {
                        case ASSET_NOT_FOUND -> Reason.UNKNOWN_ASSET;
                        case TICK_FROM_FUTURE -> Reason.FROM_FUTURE;
                        default -> Reason.UNREADABLE;
                    },
                    e.detail());
        }
    }

    /** Forgets what Kafka does not have yet; it comes again. */
    void giveUp() {
        commands.giveUp();
    }
}
