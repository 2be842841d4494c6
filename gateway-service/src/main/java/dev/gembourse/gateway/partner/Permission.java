package dev.gembourse.gateway.partner;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gembourse.events.partner.PartnerMessage;
import dev.gembourse.events.partner.PartnerMessage.Deposit;
import dev.gembourse.events.partner.PartnerMessage.PartnerTradeSettled;
import dev.gembourse.events.partner.PartnerMessage.PlaceTrade;
import dev.gembourse.events.partner.PartnerMessage.Purchase;
import dev.gembourse.events.partner.PartnerMessage.Withdraw;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a partner may do with an account. */
enum Permission {
    /** Buying and selling. */
    TRADE,
    /** Moving money in and out, and spending it. */
    FUND,
    /** Telling of trades that the partner has settled itself. */
    REPORT;

    @JsonCreator
    static Permission of(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("expected one of trade, fund and report"));
    }

    /** Nothing for one that only a newer gateway knows. */
    static Optional<Permission> find(String name) {
        return Arrays.stream(values())
                .filter(permission -> permission.text().equals(name))
                .findAny();
    }

    /** What a message takes. */
    static Permission neededFor(PartnerMessage message) {
        return switch (message) {
            case PlaceTrade ignored -> TRADE;
            case Deposit ignored -> FUND;
            case Withdraw ignored -> FUND;
            case Purchase ignored -> FUND;
            case PartnerTradeSettled ignored -> REPORT;
        };
    }

    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
