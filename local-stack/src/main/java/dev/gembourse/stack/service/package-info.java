/**
 * Our three services as processes. {@link dev.gembourse.stack.service.Services} is the one place that knows what each is
 * told through its environment; {@link dev.gembourse.stack.service.Service} runs one.
 */
@NullMarked
package dev.gembourse.stack.service;

import org.jspecify.annotations.NullMarked;
