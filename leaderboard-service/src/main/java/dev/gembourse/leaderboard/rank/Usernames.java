package dev.gembourse.leaderboard.rank;

import dev.gembourse.events.value.Username;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The players' names, in pages of 1,024, in groups of 16: first the lengths of the names, then the names, so that reading one
 * touches a single place of the memory. A name costs its length and little more than a byte.
 */
final class Usernames {

    private static final int GROUP_BITS = 4;
    private static final int IN_GROUP = (1 << GROUP_BITS) - 1;
    private static final int PAGE_BITS = 10;
    private static final int IN_PAGE = (1 << PAGE_BITS) - 1;

    private Page[] pages = new Page[4];
    private int size;

    void add(Username username) {
        int number = size >>> PAGE_BITS;
        if (number == pages.length) {
            pages = Arrays.copyOf(pages, number * 2);
        }
        if ((size & IN_PAGE) == 0) {
            pages[number] = new Page();
        }
        pages[number].add(size & IN_PAGE, username.value().getBytes(StandardCharsets.US_ASCII));
        size++;
    }

    Username get(int ordinal) {
        return new Username(pages[ordinal >>> PAGE_BITS].get(ordinal & IN_PAGE));
    }

    private static final class Page {

        // Unsigned shorts: a page holds at most 1,024 names of 50 bytes, and their lengths.
        private final char[] groupStarts = new char[1 << (PAGE_BITS - GROUP_BITS)];
        private byte[] bytes = new byte[1 << PAGE_BITS];
        private int end;

        void add(int index, byte[] name) {
            int group = index >>> GROUP_BITS;
            if ((index & IN_GROUP) == 0) {
                groupStarts[group] = (char) end;
                end += IN_GROUP + 1;
            }
            if (end + name.length > bytes.length) {
                bytes = Arrays.copyOf(bytes, (end + name.length) * 3 / 2);
            }
            System.arraycopy(name, 0, bytes, end, name.length);
            bytes[groupStarts[group] + (index & IN_GROUP)] = (byte) name.length;
            end += name.length;
            if (index == IN_PAGE) {
                bytes = Arrays.copyOf(bytes, end);
            }
        }

        String get(int index) {
            byte[] text = bytes;
            int lengths = groupStarts[index >>> GROUP_BITS];
            int own = lengths + (index & IN_GROUP);
            int start = lengths + IN_GROUP + 1;
            for (int before = lengths; before < own; before++) {
                start += text[before];
            }
            return new String(text, start, text[own], StandardCharsets.ISO_8859_1);
        }
    }
}
