package dev.gembourse.follow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service does about a thread of its own that died: it ends at once, and whoever supervises it starts it again. A
 * process that lives on without its follower or its keeper is alive to every probe and never ready again.
 *
 * <p>It is here because this is the module that all services use.
 */
public final class DeadThreads {

    /** The exit code of such an end. */
    public static final int EXIT_CODE = 70;

    private static final Logger LOG = LoggerFactory.getLogger(DeadThreads.class);

    private DeadThreads() {}

    /** From now on whatever a thread does not catch ends the process. For the {@code main} of a service and nobody else. */
    public static void endTheProcess() {
        Thread.setDefaultUncaughtExceptionHandler(DeadThreads::end);
    }

    private static void end(Thread thread, Throwable fault) {
        try {
            LOG.error("the thread {} died: the process ends, to be started again", thread.getName(), fault);
        } finally {
            // Not exit: an end in order may wait for the very thread that died. No correctness rests on one.
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
