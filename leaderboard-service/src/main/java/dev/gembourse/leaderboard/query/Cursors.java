package dev.gembourse.leaderboard.query;

import dev.gembourse.leaderboard.problem.Problem;
import dev.gembourse.leaderboard.rank.Place;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Cursors: a place on the board as text that only we understand. It names no instance and no moment, so any instance can go
 * on from it at any time, also after a restart.
 */
final class Cursors {

    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + 4 * Long.BYTES;

    private Cursors() {}

    static String of(Place place) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .putLong(place.gems())
                .putLong(place.reachedAt())
                .putLong(place.high())
                .putLong(place.low())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The place where a page is to begin; null for the top of the board. */
    static @Nullable Place read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(decoded(cursor));
        if (bytes.remaining() != LENGTH || bytes.get() != VERSION) {
            throw refused();
        }
        return new Place(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static Problem refused() {
        return Problem.badParameter("cursor", "expected a cursor that an earlier page gave as nextCursor");
    }
}
