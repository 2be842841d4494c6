package dev.gembourse.processor.portfolio;

import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Books and positions in memory, and what the batch has changed of them. Keeps those that were met most recently; grows freely within a
 * batch. Belongs to one thread.
 */
final class Portfolios {

    record BookKey(AccountId account, Unit currency) {}

    /** A book as it is at the end of an hour, or until now. */
    record BookHour(BookKey book, Instant hour) {}

    record PositionHour(Position.Key position, Instant hour) {}

    record Held(BigDecimal quantity, BigDecimal basis) {}

    private static final int POSITION_WEIGHT = 2;

    private final Map<BookKey, Book> books = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Position.Key, Position> positions = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Position.Key, Integer> weights = new HashMap<>();
    private final long capacity;
    private long weight;

    private final Map<BookHour, Book> changedBooks = new LinkedHashMap<>();
    private final Map<PositionHour, Held> changedHours = new LinkedHashMap<>();
    private final Map<Position.Key, Position> changedPositions = new LinkedHashMap<>();
    private final Map<Closing.Key, Closing> loadedClosings = new HashMap<>();
    private final Map<Closing.Key, Closing> newClosings = new LinkedHashMap<>();
    private final Map<Closing.Key, Closing> takenBack = new LinkedHashMap<>();

    /** @param capacity how many books are kept in memory, and again how many positions and lots together */
    Portfolios(long capacity) {
        this.capacity = capacity;
    }

    /** As it is after what was added; null when it is not in memory. */
    @Nullable
    Book find(BookKey key) {
        return books.get(key);
    }

    @Nullable
    Position find(Position.Key key) {
        return positions.get(key);
    }

    /** The book as it is stored; empty when there is none. */
    void load(BookKey key, Book book) {
        books.put(key, book);
    }

    /** A position as it is stored, with its lots. */
    void load(Position position) {
        positions.put(position.key(), position);
    }

    /** What has closed lots, as it is stored. */
    void load(Closing closing) {
        loadedClosings.put(closing.key(), closing);
    }

    /** Adds to a book. */
    void add(BookKey key, Instant at, Book change) {
        Book before = books.get(key);
        if (before == null) {
            throw new IllegalStateException("expected the book " + key + " to be loaded");
        }
        Book after = before.plus(change);
        books.put(key, after);
        changedBooks.put(new BookHour(key, hour(at)), after);
    }

    /** The position, a new one where there is none. */
    Position position(Position.Key key, Unit currency) {
        return positions.computeIfAbsent(key, missing -> new Position(missing, currency));
    }

    /** The position was changed. */
    void changed(Position position, Instant at) {
        changedPositions.put(position.key(), position);
        changedHours.put(new PositionHour(position.key(), hour(at)), new Held(position.quantity(), position.basis()));
    }

    /** What the operation has closed and was not taken back; null when that is nothing. */
    @Nullable
    Closing closing(Closing.Key key) {
        Closing closing = newClosings.get(key);
        Closing found = closing == null ? loadedClosings.get(key) : closing;
        return found == null || found.reversed() || takenBack.containsKey(key) ? null : found;
    }

    void put(Closing closing) {
        newClosings.put(closing.key(), closing);
    }

    void takeBack(Closing closing) {
        if (newClosings.containsKey(closing.key())) {
            newClosings.put(closing.key(), closing.takenBack());
        } else {
            takenBack.put(closing.key(), closing.takenBack());
        }
    }

    Map<BookHour, Book> changedBooks() {
        return changedBooks;
    }

    Map<PositionHour, Held> changedHours() {
        return changedHours;
    }

    Collection<Position> changedPositions() {
        return changedPositions.values();
    }

    Collection<Closing> newClosings() {
        return newClosings.values();
    }

    /** Closings of earlier batches. */
    Collection<Closing> takenBack() {
        return takenBack.values();
    }

    /** The changes are durable: forgets that they are changes, and what was met longest ago. */
    void committed() {
        for (Position position : changedPositions.values()) {
            position.stored();
            int now = POSITION_WEIGHT + position.lots().size();
            Integer before = weights.put(position.key(), now);
            weight += now - (before == null ? 0 : before);
        }
        changedBooks.clear();
        changedHours.clear();
        changedPositions.clear();
        loadedClosings.clear();
        newClosings.clear();
        takenBack.clear();
        trim();
    }

    private void trim() {
        var eldestPosition = positions.values().iterator();
        while (weight > capacity && eldestPosition.hasNext()) {
            Integer its = weights.remove(eldestPosition.next().key());
            weight -= its == null ? 0 : its;
            eldestPosition.remove();
        }
        var eldestBook = books.keySet().iterator();
        while (books.size() > capacity) {
            eldestBook.next();
            eldestBook.remove();
        }
    }

    private static Instant hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }
}
