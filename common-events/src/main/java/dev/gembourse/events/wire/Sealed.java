package dev.gembourse.events.wire;

import java.util.ArrayList;
import java.util.List;

/** Finds the records of a sealed interface. */
final class Sealed {

    private Sealed() {}

    static <T> List<Class<? extends T>> leaves(Class<T> language) {
        List<Class<? extends T>> leaves = new ArrayList<>();
        collect(language, language, leaves);
        return leaves;
    }

    private static <T> void collect(Class<?> type, Class<T> language, List<Class<? extends T>> leaves) {
        if (type.isRecord()) {
            leaves.add(type.asSubclass(language));
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            collect(permitted, language, leaves);
        }
    }
}
