package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.Username;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The players' names, in pages of 1,024, one behind the other: a name costs its length and 2 bytes more. */
final class Usernames {

    private static final int PAGE_BITS = 10;
    private static final int IN_PAGE = (1 << PAGE_BITS) - 1;

    private byte[][] texts = new byte[4][];
    private char[][] ends = new char[4][]; // as unsigned shorts: a page holds at most 1,024 × 50 bytes
    private int size;

    void add(Username username) {
        byte[] name = username.value().getBytes(StandardCharsets.US_ASCII);
        int page = size >>> PAGE_BITS;
        if (page == texts.length) {
            texts = Arrays.copyOf(texts, page * 2);
            ends = Arrays.copyOf(ends, page * 2);
        }
        if ((size & IN_PAGE) == 0) {
            texts[page] = new byte[1 << PAGE_BITS];
            ends[page] = new char[1 << PAGE_BITS];
        }
        int start = start(page, size & IN_PAGE);
        int end = start + name.length;
        if (end > texts[page].length) {
            texts[page] = Arrays.copyOf(texts[page], end + (end >> 1));
        }
        System.arraycopy(name, 0, texts[page], start, name.length);
        ends[page][size & IN_PAGE] = (char) end;
        size++;
        if ((size & IN_PAGE) == 0) {
            texts[page] = Arrays.copyOf(texts[page], end);
        }
    }

    Username get(int ordinal) {
        int page = ordinal >>> PAGE_BITS;
        int start = start(page, ordinal & IN_PAGE);
        int end = ends[page][ordinal & IN_PAGE];
        return new Username(new String(texts[page], start, end - start, StandardCharsets.ISO_8859_1));
    }

    private int start(int page, int inPage) {
        return inPage == 0 ? 0 : ends[page][inPage - 1];
    }
}
