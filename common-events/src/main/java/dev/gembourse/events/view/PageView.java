package dev.gembourse.events.view;

import org.jspecify.annotations.Nullable;

/** How to go on reading a list: pass {@code nextCursor} as {@code cursor}; absent at the end. */
public record PageView(int limit, @Nullable String nextCursor) {}
