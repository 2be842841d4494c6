/** {@code ./gembourse chaos}: faults under load, and whether everything still holds afterwards. */
@NullMarked
package dev.gembourse.chaos;

import org.jspecify.annotations.NullMarked;
