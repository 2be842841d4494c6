package dev.gembourse.stack.access;

/**
 * How much a user may ask of each broker; who asks for more has to wait.
 *
 * @param bytesPerSecond that are written
 * @param requestPercentage of one thread's time that its requests may take
 */
public record Quota(long bytesPerSecond, int requestPercentage) {}
