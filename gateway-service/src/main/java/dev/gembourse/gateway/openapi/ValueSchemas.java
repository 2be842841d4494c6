package dev.gembourse.gateway.openapi;

import dev.gembourse.events.market.CandleInterval;
import dev.gembourse.events.market.TickSource;
import dev.gembourse.events.partner.PartnerName;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.ClientOrderId;
import dev.gembourse.events.value.Note;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.OrderId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.Quantity;
import dev.gembourse.events.value.Reference;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.value.Username;
import dev.gembourse.gateway.command.IdempotencyKey;
import dev.gembourse.gateway.edge.Amount;
import dev.gembourse.gateway.upstream.Moment;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.time.Instant;
import org.springdoc.core.utils.SpringDocUtils;

/** How the values of the published language are described. */
final class ValueSchemas {

    private static final String DECIMAL = "^-?[0-9]{1,20}(\\.[0-9]{1,8})?$";
    private static final String CODE = "^[A-Z0-9][A-Z0-9.-]{0,19}$";

    private ValueSchemas() {}

    static void register() {
        put(AccountId.class, uuid("An account's id.", "7f3e1c52-0b77-5a65-9d0c-1b1f1d1c6a01"));
        put(OperationId.class, uuid("An operation's id.", "0c9f8a4e-51d4-5d3b-8f3a-2f6f0d9b7e10"));
        put(OrderId.class, uuid("An order's id.", "5a1c64c6-7a0e-5f0e-9a3b-0d2f3f6d4b21"));
        put(
                ClientOrderId.class,
                text("What an account calls an order, unique in it for ever.", "bot-7/0042")
                        .pattern("^[!-~]{1,64}$"));
        put(Symbol.class, text("An asset's ticker.", "GOLD").pattern(CODE));
        put(
                Unit.class,
                text("The code of a currency or virtual unit; in a statement also an asset's symbol.", "USD")
                        .pattern(CODE));
        put(
                Reference.class,
                text("What it is for.", "Sword of Dawn").minLength(1).maxLength(100));
        put(Username.class, text("Unique ignoring case.", "ada").pattern("^[A-Za-z0-9_-]{3,50}$"));
        put(Price.class, text("A decimal greater than 0.", "50.00").pattern(DECIMAL));
        put(Quantity.class, text("A decimal greater than 0.", "5").pattern(DECIMAL));
        put(Amount.class, text("A decimal greater than 0.", "100.00").pattern(DECIMAL));
        put(BigDecimal.class, text("A decimal.", "100.00").pattern(DECIMAL));
        put(Instant.class, text("RFC 3339 in UTC.", "2026-01-31T09:30:00Z").format("date-time"));
        put(
                StreamPosition.class,
                text("A place in a journal: partition.index.", "2.1042").pattern("^[0-9]{1,5}\\.[0-9]{1,18}$"));
        put(Moment.class, text("RFC 3339 in UTC, or a place in a journal.", "2026-01-31T09:30:00Z"));
        put(Note.class, text("A line of text.", "Happy birthday").minLength(1).maxLength(200));
        put(
                TickSource.class,
                text("Where ticks come from.", "mqtt:metals").minLength(1).maxLength(100));
        put(CandleInterval.class, text("How much time a candle covers.", "1h").pattern("^(1m|5m|1h|1d)$"));
        put(PartnerName.class, text("A partner's name.", "acme").pattern("^[a-z][a-z0-9-]{1,30}$"));
        put(IdempotencyKey.class, text("Chosen by the caller.", "7b1a9a3e").maxLength(255));
    }

    private static void put(Class<?> type, Schema<?> schema) {
        SpringDocUtils.getConfig().replaceWithSchema(type, schema);
    }

    private static Schema<?> uuid(String description, String example) {
        return text(description, example).format("uuid");
    }

    private static Schema<?> text(String description, String example) {
        return new StringSchema().description(description).example(example);
    }
}
