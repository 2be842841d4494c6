package dev.gembourse.simulator;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Proxies for JDBC's interfaces, whose hundreds of methods are mostly not called. */
final class Jdbc {

    private Jdbc() {}

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Jdbc.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
