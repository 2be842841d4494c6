/** How long a trade takes from its request to its place on the board: {@link dev.gembourse.bench.endtoend.EndToEndCommand}. */
@NullMarked
package dev.gembourse.bench.endtoend;

import org.jspecify.annotations.NullMarked;
