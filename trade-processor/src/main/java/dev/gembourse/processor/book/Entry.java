package dev.gembourse.processor.book;

/**
 * How an order enters a book.
 *
 * @param rests whether what is not filled at once waits; otherwise it is cancelled
 * @param whole whether it is filled as a whole at once, or not at all
 * @param postOnly whether it is rejected if anything of it would be filled at once
 * @param budget what it may spend, in 10⁻⁸ of the currency; {@link #UNLIMITED} when its quantity alone counts
 * @param lot what quantities are multiples of, when a budget decides how much
 */
public record Entry(boolean rests, boolean whole, boolean postOnly, long budget, long lot) {

    public static final long UNLIMITED = Long.MAX_VALUE;

    /** What waits if it cannot be filled. */
    public static final Entry WAITS = new Entry(true, false, false, UNLIMITED, 1);

    /** What takes what there is. */
    public static final Entry TAKES = new Entry(false, false, false, UNLIMITED, 1);
}
