/** How many trades a gateway accepts: {@link dev.gembourse.bench.edge.EdgeCommand}. */
@NullMarked
package dev.gembourse.bench.edge;

import org.jspecify.annotations.NullMarked;
