package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.Username;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The players' names, one behind the other in one array: a name costs its length and 4 bytes more. */
final class Usernames {

    private byte[] text = new byte[256];
    private int[] ends = new int[16];
    private int size;

    void add(Username username) {
        byte[] name = username.value().getBytes(StandardCharsets.US_ASCII);
        int start = size == 0 ? 0 : ends[size - 1];
        int end = Math.addExact(start, name.length);
        if (end > text.length) {
            text = Arrays.copyOf(text, Math.max(end, text.length + (text.length >> 1)));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size + (size >> 1));
        }
        System.arraycopy(name, 0, text, start, name.length);
        ends[size++] = end;
    }

    Username get(int index) {
        int start = index == 0 ? 0 : ends[index - 1];
        return new Username(new String(text, start, ends[index] - start, StandardCharsets.US_ASCII));
    }
}
