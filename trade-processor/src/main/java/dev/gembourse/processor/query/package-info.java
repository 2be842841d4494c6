/**
 * Answers questions about accounts, assets, the ledger and operations, on the paths of the public API and as the views of
 * {@link dev.gembourse.events.view}. Nothing here writes.
 *
 * <p>Read {@link dev.gembourse.processor.query.AccountController} first. Answers come from the tables that settlement commits
 * before it publishes anything, so whoever knows an outcome's position finds it applied; only the assets, which are held in
 * memory, can be behind, and wait for {@code at-least}. Lists are paged by keyset: a cursor names the last row of its page. Where a
 * filter may match little of much, a page is a {@link dev.gembourse.processor.query.Slice}.
 */
@NullMarked
package dev.gembourse.processor.query;

import org.jspecify.annotations.NullMarked;
