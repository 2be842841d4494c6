/** Tests of the random walk. */
@NullMarked
package dev.gembourse.tools.walk;

import org.jspecify.annotations.NullMarked;
