package dev.gembourse.stack.process;

import java.util.List;

/** How JVMs turn bytecode into machine code. */
public enum Compilation {
    /** As the JVM does by itself: what runs often gets as fast as it can be, after a minute or so. */
    OPTIMISING,

    /** Never well, but quickly: half of the processor time of a start. For what is started often and runs briefly. */
    QUICK;

    /** Options of the JVM. */
    public List<String> options() {
        return switch (this) {
            case OPTIMISING -> List.of();
            case QUICK -> List.of("-XX:TieredStopAtLevel=1");
        };
    }
}
