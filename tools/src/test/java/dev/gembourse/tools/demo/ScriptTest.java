package dev.gembourse.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gembourse.events.value.Side;
import dev.gembourse.events.value.Username;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScriptTest {

    @Test
    void theSameSeedMakesTheSamePlay() {
        assertThat(acts(42)).isEqualTo(acts(42)).isNotEqualTo(acts(43));
    }

    @Test
    void everyPlayerHasANameOfItsOwn() {
        Script script = new Script(42, 1_000);

        List<Username> names = IntStream.range(0, 1_000)
                .mapToObj(script::username)
                .map(Username::new)
                .toList();

        assertThat(names).doesNotHaveDuplicates();
        assertThat(new Script(43, 1).username(0)).isNotEqualTo(names.getFirst().value());
    }

    @Test
    void playersBuySellAndMeetNewPrices() {
        List<Script.Act> acts = acts(7);

        assertThat(acts).hasAtLeastOneElementOfType(Script.Act.NewPrice.class);
        assertThat(acts.stream().filter(Script.Act.Trade.class::isInstance).map(Script.Act.Trade.class::cast))
                .allMatch(trade -> trade.player() >= 0 && trade.player() < 20)
                .extracting(Script.Act.Trade::side)
                .contains(Side.BUY, Side.SELL);
    }

    private static List<Script.Act> acts(long seed) {
        Script script = new Script(seed, 20);
        return Stream.generate(script::next).limit(500).toList();
    }
}
