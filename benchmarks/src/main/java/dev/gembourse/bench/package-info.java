/** {@code ./gembourse bench}: measurements of the running system from outside. Each is a subcommand in a package of its own. */
@NullMarked
package dev.gembourse.bench;

import org.jspecify.annotations.NullMarked;
