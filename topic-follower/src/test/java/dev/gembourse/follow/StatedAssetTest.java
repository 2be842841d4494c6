package dev.gembourse.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.wire.Contracts;
import dev.gembourse.events.wire.Headers;
import dev.gembourse.events.wire.Message;
import dev.gembourse.events.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StatedAssetTest {

    private static final StreamPosition FIRST = new StreamPosition(0, 1);
    private static final StreamPosition SECOND = new StreamPosition(0, 2);

    private final StatedAsset before = new StatedAsset(asset("GOLD", "50"), FIRST);

    @Test
    void anAssetIsWhatItsRecordSays() {
        StatedAsset stated = new StatedAsset(record(asset("GOLD", "60"), "GOLD"), SECOND, before);

        assertThat(stated.position()).isEqualTo(SECOND);
        assertThat(stated.asset()).isEqualTo(asset("GOLD", "60"));
        assertThat(stated.asset()).isSameAs(stated.asset());
    }

    /** Its price then stays, as if the record had been passed over; the place in the journal has moved on all the same. */
    @Test
    void anUnreadableRecordLeavesTheAssetAsItWas() {
        StatedAsset unreadable = new StatedAsset(record(asset("SILVER", "60"), "GOLD"), SECOND, before);

        assertThat(unreadable.asset()).isEqualTo(asset("GOLD", "50"));
        assertThat(new StatedAsset(record(asset("GOLD", "70"), "GOLD"), SECOND, unreadable).asset())
                .isEqualTo(asset("GOLD", "70"));
    }

    @Test
    void theTypeSaysWhetherARecordStatesAnAsset() {
        assertThat(StatedAsset.states(record(asset("GOLD", "60"), "GOLD"))).isTrue();
        assertThat(StatedAsset.states(new Followed(new ConsumerRecord<>(Topics.MARKET_STATE, 0, 0, null, null))))
                .isFalse();
    }

    private static Followed record(Asset asset, String key) {
        Message message = Contracts.MARKET_EVENTS.write(
                new AssetCreated(OperationId.of("asset:" + asset.symbol(), "1"), asset, Instant.EPOCH));
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(Topics.MARKET_STATE, 0, 7, bytes(key), message.value());
        record.headers().add(Headers.TYPE, bytes(message.type()));
        return new Followed(record);
    }

    private static Asset asset(String symbol, String price) {
        return new Asset(
                new Symbol(symbol),
                "The " + symbol,
                Unit.of("USD"),
                Price.of(price),
                2,
                AssetStatus.ACTIVE,
                Instant.EPOCH,
                2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
