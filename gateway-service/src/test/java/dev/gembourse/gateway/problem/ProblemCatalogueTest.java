package dev.gembourse.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.market.MarketRefusal;
import dev.gembourse.events.trading.TradingRefusal;
import dev.gembourse.gateway.fixture.Answered;
import dev.gembourse.gateway.fixture.RunningGateway;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemCatalogueTest {

    @ParameterizedTest
    @EnumSource(TradingRefusal.class)
    void everyRefusalOfAnAccountIsInTheCatalogue(TradingRefusal refusal) {
        assertThat(ProblemCode.valueOf(refusal.name()).status().value()).isIn(404, 409, 412, 422);
    }

    @ParameterizedTest
    @EnumSource(MarketRefusal.class)
    void everyRefusalOfTheMarketIsInTheCatalogue(MarketRefusal refusal) {
        assertThat(ProblemCode.valueOf(refusal.name()).status().value()).isIn(404, 409, 422);
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void everyProblemHasAPageThatExplainsIt(ProblemCode code) {
        RunningGateway gateway = RunningGateway.shared();

        Answered json = gateway.get(code.page(), "Accept", "application/json");
        Answered html = gateway.get(code.page(), "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(json.at("/code")).isEqualTo(code.name());
        assertThat(json.at("/remedy")).isNotBlank();
        assertThat(html.header("Content-Type")).startsWith("text/html");
        assertThat(html.body()).contains(code.name(), code.title(), code.explanation(), code.remedy());
    }

    @Test
    void theCatalogueIsListed() {
        RunningGateway gateway = RunningGateway.shared();

        assertThat(gateway.get("/problems").json()).hasSize(ProblemCode.values().length);
        assertThat(gateway.get("/problems", "Accept", "text/html").body())
                .contains(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::page)
                        .toList());
    }

    @Test
    void textsNeedNoEscaping() {
        assertThat(ProblemCode.values())
                .allSatisfy(code -> assertThat(code.title() + code.explanation() + code.remedy())
                        .doesNotContain("<", ">", "&", "\""));
    }
}
