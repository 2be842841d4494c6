/** What a trade costs in a large ledger: {@link dev.gembourse.bench.scale.ScaleCommand}. */
@NullMarked
package dev.gembourse.bench.scale;

import org.jspecify.annotations.NullMarked;
