package dev.gembourse.leaderboard.rank;

import java.util.Arrays;

/** Sums over the beginning of a row of counts, each step in logarithmic time (a Fenwick tree). */
final class PrefixSums {

    private int[] tree = new int[16];
    private int length;

    /** Takes over the first {@code count} counts, in linear time. */
    void reset(int[] counts, int count) {
        length = count;
        if (tree.length <= count) {
            tree = new int[Math.max(count + 1, tree.length * 2)];
        }
        Arrays.fill(tree, 0);
        for (int node = 1; node <= length; node++) {
            tree[node] += counts[node - 1];
            int parent = node + Integer.lowestOneBit(node);
            if (parent <= length) {
                tree[parent] += tree[node];
            }
        }
    }

    /** Adds counts of zero until there are at least so many; not to be mixed with {@link #reset}. */
    void extendTo(int count) {
        if (count > length) {
            int[] wider = Arrays.copyOf(tree, Math.max(16, Integer.highestOneBit(count - 1) * 2) + 1);
            int total = before(length);
            // As all lengths are powers of two, only the nodes of later ones cover what there is already.
            for (int node = Math.max(1, length * 2); node < wider.length; node *= 2) {
                wider[node] = total;
            }
            tree = wider;
            length = wider.length - 1;
        }
    }

    void add(int index, int delta) {
        for (int node = index + 1; node <= length; node += Integer.lowestOneBit(node)) {
            tree[node] += delta;
        }
    }

    /** The sum of all counts before {@code index}. */
    int before(int index) {
        int sum = 0;
        for (int node = index; node > 0; node -= Integer.lowestOneBit(node)) {
            sum += tree[node];
        }
        return sum;
    }

    /** The index whose count covers the {@code position}-th unit (from 0); {@code length} when there are not so many. */
    int indexOf(int position) {
        int index = 0;
        int left = position;
        for (int step = Integer.highestOneBit(Math.max(1, length)); step > 0; step >>= 1) {
            int node = index + step;
            if (node <= length && tree[node] <= left) {
                index = node;
                left -= tree[node];
            }
        }
        return index;
    }
}
