package dev.gembourse.gateway.operation;

import dev.gembourse.events.wire.Topics;
import java.util.Locale;

/** Which part of the system a command is for. */
public enum Area {
    TRADING(Topics.TRADING_COMMANDS),
    MARKET(Topics.MARKET_COMMANDS);

    private final String commands;

    Area(String commands) {
        this.commands = commands;
    }

    /** The topic of its commands. */
    public String commands() {
        return commands;
    }

    /** Its name towards other services. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}
