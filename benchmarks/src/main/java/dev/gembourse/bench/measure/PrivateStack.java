package dev.gembourse.bench.measure;

import dev.gembourse.stack.process.Compilation;
import dev.gembourse.stack.supervisor.StackSettings;

/** The stack that a measurement has for itself. */
public final class PrivateStack {

    private PrivateStack() {}

    /**
     * Settings of a stack on free ports.
     *
     * @param quick whether its services shall start quickly and stay slow, for nothing is measured
     */
    public static StackSettings in(Home home, boolean quick) {
        StackSettings settings = StackSettings.privateIn(home.path());
        return quick ? settings.with(Compilation.QUICK) : settings;
    }
}
