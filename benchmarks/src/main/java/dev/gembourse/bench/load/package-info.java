/** Who trades what in a measurement: {@link dev.gembourse.bench.load.Population} and the draws from it. */
@NullMarked
package dev.gembourse.bench.load;

import org.jspecify.annotations.NullMarked;
