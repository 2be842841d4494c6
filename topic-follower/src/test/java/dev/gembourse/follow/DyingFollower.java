package dev.gembourse.follow;

import dev.gembourse.follow.TopicFollower.From;

/** A process whose listener fails beyond repair. Arguments: a broker and a topic. */
final class DyingFollower {

    private DyingFollower() {}

    public static void main(String[] arguments) throws InterruptedException {
        DeadThreads.endTheProcess();
        try (TopicFollower _ = new TopicFollower(arguments[0], arguments[1], From.BEGINNING, record -> {
            throw new AssertionError("planted");
        })) {
            Thread.currentThread().join();
        }
    }
}
