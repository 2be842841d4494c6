/** What all measurements of {@code ./gembourse bench} share: {@link dev.gembourse.bench.command.BenchOptions}. */
@NullMarked
package dev.gembourse.bench.command;

import org.jspecify.annotations.NullMarked;
