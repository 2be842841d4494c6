/**
 * What accounts have made of their money: lots, realised results, books per currency and how they were at each hour, as a projection of
 * {@code trading.events.v1} (ADR 30). {@link dev.gembourse.processor.portfolio.PortfolioStage} plugs it into the engine; read {@code
 * Bookkeeping} first, the rules, then {@code Portfolios}, what they work on, {@code PortfolioProcessor}, the shell, and {@code
 * PortfolioTables}, its SQL. Nothing leaves but the stage and {@code Rebuild}; {@code query} reads the tables.
 *
 * <p>Single writer of an account's rows: the thread that holds the partition's row in {@code portfolio.progress}.
 */
@NullMarked
package dev.gembourse.processor.portfolio;

import org.jspecify.annotations.NullMarked;
