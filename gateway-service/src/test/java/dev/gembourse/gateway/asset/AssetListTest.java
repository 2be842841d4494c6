package dev.gembourse.gateway.asset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.Asset;
import dev.gembourse.events.market.AssetStatus;
import dev.gembourse.events.market.MarketEvent.AssetChanged;
import dev.gembourse.events.market.MarketEvent.AssetCreated;
import dev.gembourse.events.market.MarketEvent.MarketOperationRefused;
import dev.gembourse.events.market.MarketOperationKind;
import dev.gembourse.events.market.MarketRefusal;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.events.value.Price;
import dev.gembourse.events.value.StreamPosition;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.value.Unit;
import dev.gembourse.events.view.AssetView;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.FakeService.Reply;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AssetListTest {

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void assetsAreListedInPagesBySymbol() {
        gateway.get("/v1/assets?at-least=" + create("ZZZL1", AssetStatus.ACTIVE));
        gateway.get("/v1/assets?at-least=" + create("ZZZL2", AssetStatus.HALTED));
        gateway.get("/v1/assets?at-least=" + create("ZZZL3", AssetStatus.ACTIVE));

        Answered first = gateway.get("/v1/assets?limit=1&cursor=ZZZL0");
        Answered second = gateway.get("/v1/assets?limit=5&cursor=" + first.at("/page/nextCursor"));
        Answered active = gateway.get("/v1/assets?cursor=ZZZL0&status=ACTIVE");

        assertThat(first.at("/items/0/symbol")).as(first.body()).isEqualTo("ZZZL1");
        assertThat(second.json().at("/items")).hasSize(2);
        assertThat(second.json().at("/page").has("nextCursor")).isFalse();
        assertThat(active.json().at("/items")).hasSize(2);
    }

    @Test
    void aReadAtAPositionSeesWhatWasWrittenThere() {
        create("ZZP", AssetStatus.ACTIVE);
        for (int price = 2; price < 30; price++) {
            StreamPosition position = gateway.journals.publish(new AssetChanged(
                    operation(), asset("ZZP", String.valueOf(price), AssetStatus.ACTIVE), Instant.now()));

            assertThat(gateway.get("/v1/assets/ZZP?at-least=" + position).at("/price"))
                    .isEqualTo(String.valueOf(price));
        }
    }

    @Test
    void aRefusalIsAPositionLikeAnyOther() {
        create("ZZR", AssetStatus.ACTIVE);
        StreamPosition position = gateway.journals.publish(new MarketOperationRefused(
                operation(),
                new Symbol("ZZR"),
                MarketOperationKind.RETIRE_ASSET,
                MarketRefusal.ASSET_HELD,
                "somebody holds it",
                Instant.now()));

        assertThat(gateway.get("/v1/assets/ZZR?at-least=" + position).status()).isEqualTo(200);
    }

    @Test
    void aPositionThatIsNotHeardOfHereIsLeftToTheProcessor() {
        Answered list = gateway.get("/v1/assets?at-least=0.999999");
        gateway.processor.on("/v1/assets/ZZQ", Reply.ok(AssetView.of(asset("ZZQ", "7", AssetStatus.ACTIVE))));
        Answered one = gateway.get("/v1/assets/ZZQ?at-least=0.999999");

        assertThat(list.code()).isEqualTo("NOT_YET_APPLIED");
        assertThat(one.at("/price")).isEqualTo("7");
    }

    @Test
    void anUnknownAssetIsNotFound() {
        Answered answer = gateway.get("/v1/assets/ZZNONE");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("ASSET_NOT_FOUND");
    }

    @Test
    void anAssetThatOnlyTheProcessorKnowsYetCanBeTraded() {
        gateway.processor.on("/v1/assets/ZZNEW", Reply.ok(AssetView.of(asset("ZZNEW", "7", AssetStatus.ACTIVE))));

        Answered answer = gateway.post(
                "/v1/accounts/" + UUID.randomUUID() + "/trades",
                "{\"symbol\":\"ZZNEW\",\"side\":\"BUY\",\"quantity\":1}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }

    private StreamPosition create(String symbol, AssetStatus status) {
        return gateway.journals.publish(new AssetCreated(operation(), asset(symbol, "1", status), Instant.now()));
    }

    private static Asset asset(String symbol, String price, AssetStatus status) {
        return new Asset(new Symbol(symbol), "Some", new Unit("USD"), Price.of(price), 2, status, Instant.EPOCH);
    }

    private static OperationId operation() {
        return new OperationId(UUID.randomUUID());
    }
}
