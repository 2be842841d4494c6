package dev.gembourse.processor.query;

import dev.gembourse.events.view.TickView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A tick and where it stands among those of its asset.
 *
 * @param seq its number in the market's journal
 */
record StoredTick(TickView view, long seq) {

    /** The order of ticks: by time, then as they came. */
    record Key(long micros, long seq) {

        static Key of(String text) {
            int dot = text.indexOf('.');
            if (dot < 0) {
                throw new IllegalArgumentException("expected a time and a number");
            }
            return new Key(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
        }

        Instant at() {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        }

        @Override
        public String toString() {
            return micros + "." + seq;
        }
    }

    Key key() {
        return new Key(ChronoUnit.MICROS.between(Instant.EPOCH, view.time()), seq);
    }
}
