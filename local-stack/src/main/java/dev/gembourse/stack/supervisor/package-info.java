/**
 * The whole system as processes of this JVM: started in order, restarted when they die, ended in order. Read
 * {@link dev.gembourse.stack.supervisor.Stack} first; {@code SupervisedPart} is what keeps one process alive, and
 * {@code StackFile} is what another program can know about a running stack.
 */
@NullMarked
package dev.gembourse.stack.supervisor;

import org.jspecify.annotations.NullMarked;
