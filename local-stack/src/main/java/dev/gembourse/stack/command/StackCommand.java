package dev.gembourse.stack.command;

import java.util.concurrent.Callable;

/**
 * A command of {@code ./gembourse}, found by {@link java.util.ServiceLoader}. It has a public constructor without
 * parameters and picocli's annotations; {@link #call} answers the exit code: 0 for success, 1 for failure, 2 for wrong use.
 * An {@link IllegalStateException} becomes its message and exit code 1.
 */
public interface StackCommand extends Callable<Integer> {}
