/**
 * {@code ./gembourse bench settle}: how many trades settlement settles, and what one costs. Read
 * {@link dev.gembourse.bench.settle.SettleBench} first.
 */
@NullMarked
package dev.gembourse.bench.settle;

import org.jspecify.annotations.NullMarked;
