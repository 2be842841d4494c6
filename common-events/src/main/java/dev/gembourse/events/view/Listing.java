package dev.gembourse.events.view;

import java.util.List;

/** One page of a list. */
public record Listing<T>(List<T> items, PageView page) {
    public Listing {
        items = List.copyOf(items);
    }
}
