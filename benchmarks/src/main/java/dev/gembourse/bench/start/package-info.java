/** How soon the system is there, and there again: {@link dev.gembourse.bench.start.StartCommand}. */
@NullMarked
package dev.gembourse.bench.start;

import org.jspecify.annotations.NullMarked;
