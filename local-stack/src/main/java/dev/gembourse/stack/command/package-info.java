/**
 * One class per command of {@code ./gembourse}; {@link dev.gembourse.stack.command.Gembourse} finds and runs them. To
 * add one, implement {@link dev.gembourse.stack.command.StackCommand}, annotate it with picocli's {@code @Command}, and
 * name the class in {@code META-INF/services/dev.gembourse.stack.command.StackCommand}, in this module or in any other
 * whose jar the launcher puts on the class path.
 */
@NullMarked
package dev.gembourse.stack.command;

import org.jspecify.annotations.NullMarked;
