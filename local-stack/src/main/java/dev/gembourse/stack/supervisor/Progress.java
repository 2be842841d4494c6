package dev.gembourse.stack.supervisor;

import java.time.Duration;

/** Hears what a stack does. Called from several threads. */
public interface Progress {
    /** One of the {@link Stack#STEPS} steps of a start is complete. */
    void done(String what, Duration took);

    /** Something worth knowing happened: a process died, was restarted, ended. */
    void note(String what);

    /** Hears nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void done(String what, Duration took) {}

        @Override
        public void note(String what) {}
    };
}
