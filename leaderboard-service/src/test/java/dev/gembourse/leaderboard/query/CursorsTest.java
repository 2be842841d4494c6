package dev.gembourse.leaderboard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gembourse.leaderboard.problem.Problem;
import dev.gembourse.leaderboard.rank.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

    @Test
    void aCursorLeadsBackToItsPlace() {
        Place place = new Place(515, 1_767_355_200_000_001L, -3, Long.MAX_VALUE);

        String cursor = Cursors.of(place);

        assertThat(Cursors.read(cursor)).isEqualTo(place);
        assertThat(cursor).as("needs no escaping in an address").matches("[A-Za-z0-9_-]{44}");
    }

    @Test
    void aCursorIsTheSameForEverybodyAndForEver() {
        assertThat(Cursors.of(new Place(1, 2, 3, 4))).isEqualTo("AQAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAE");
    }

    @Test
    void withoutACursorThePageBeginsAtTheTop() {
        assertThat(Cursors.read(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "AQ",
                "!!!!",
                "AgAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAE",
                "AQAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAEAA"
            })
    void anythingElseIsRefused(String cursor) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> Cursors.read(cursor))
                .withMessageContaining("nextCursor");
    }
}
