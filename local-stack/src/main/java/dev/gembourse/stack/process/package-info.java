/**
 * Operating system processes that belong to us: start them so that they cannot outlive us, signal them, wait for them.
 * Read {@link dev.gembourse.stack.process.Child} first. Nothing here knows what the processes are for.
 */
@NullMarked
package dev.gembourse.stack.process;

import org.jspecify.annotations.NullMarked;
