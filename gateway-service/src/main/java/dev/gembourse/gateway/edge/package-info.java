/**
 * What every request passes: limits on the body ({@link dev.gembourse.gateway.edge.BodyFilter}), the JSON of the published
 * language, and how parameters become values.
 */
@NullMarked
package dev.gembourse.gateway.edge;

import org.jspecify.annotations.NullMarked;
