package dev.gembourse.leaderboard.rank;

import java.util.Arrays;

/**
 * A number per player, any long, in as few bits as its page of 1,024 neighbours needs: a page keeps its least number and for
 * each player the distance from it. A page that a new number does not fit is written anew, some microseconds. Gems take a byte
 * or two, moments of a year six.
 */
final class Column {

    private static final int PAGE_BITS = 10;
    private static final int IN_PAGE = (1 << PAGE_BITS) - 1;

    private Page[] pages = new Page[4];

    long get(int index) {
        return pages[index >>> PAGE_BITS].get(index & IN_PAGE);
    }

    /** Indexes are set for the first time one after the other. */
    void set(int index, long value) {
        int number = index >>> PAGE_BITS;
        if (number == pages.length) {
            pages = Arrays.copyOf(pages, number * 2);
        }
        Page page = pages[number];
        if (page == null) {
            page = new Page(value, 0);
        } else if (!page.fits(value)) {
            page = page.widened(value);
        }
        page.set(index & IN_PAGE, value);
        pages[number] = page;
    }

    /** {@code least} and the width never change, so whoever holds a page reads numbers that belong together. */
    private static final class Page {

        private final long least;
        private final int width; // in bits
        private final long mask;
        private final long[] words;

        /** @param range how far the greatest number is from the least, unsigned */
        Page(long least, long range) {
            this.least = least;
            this.width = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(range));
            this.mask = -1L >>> (Long.SIZE - width);
            // One more, as a number may reach into the word behind, and all are read as if they did.
            this.words = new long[(width << PAGE_BITS) / Long.SIZE + 1];
        }

        long get(int index) {
            int bit = index * width;
            int word = bit >>> 6;
            // Shifts count modulo 64, so what comes from the word behind is shifted in two steps.
            long distance = (words[word] >>> bit) | ((words[word + 1] << 1) << ~bit);
            return least + (distance & mask);
        }

        boolean fits(long value) {
            return ((value - least) & ~mask) == 0;
        }

        void set(int index, long value) {
            int bit = index * width;
            int word = bit >>> 6;
            long distance = value - least;
            words[word] = (words[word] & ~(mask << bit)) | (distance << bit);
            words[word + 1] = (words[word + 1] & ~((mask >>> 1) >>> ~bit)) | ((distance >>> 1) >>> ~bit);
        }

        /** The same numbers in a page that has room for this one as well. */
        Page widened(long value) {
            long min = value;
            long max = value;
            for (int index = 0; index <= IN_PAGE; index++) {
                min = Math.min(min, get(index));
                max = Math.max(max, get(index));
            }
            long range = max - min;
            if (value == min && range >>> (Long.SIZE - 2) == 0) {
                // Room below as well: else numbers that come in falling order would each rewrite the page.
                range *= 2;
                min = max - range;
            }
            Page wider = new Page(min, range);
            for (int index = 0; index <= IN_PAGE; index++) {
                wider.set(index, get(index));
            }
            return wider;
        }
    }
}
