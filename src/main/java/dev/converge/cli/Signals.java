package dev.converge.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. The JDK hears them through {@code sun.misc.Signal} alone, which is supported (module {@code jdk.unsupported})
 * but cannot be named without a warning of the compiler, hence the reflection.
 */
final class Signals {

    private Signals() {}

    /**
     * Has a signal call this on a thread of its own, instead of whatever it did before. A signal that this process was started to ignore, as by
     * {@code nohup}, stays ignored.
     *
     * @param name {@code INT}, {@code TERM}
     * @return what puts back what it did before
     */
    static Runnable handle(String name, Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object named = signal.getConstructor(String.class).newInstance(name);
            Method handle = signal.getMethod("handle", signal, type);
            Object before = handle.invoke(null, named, handler(type, handler));
            return () -> restore(handle, named, before);
        } catch (ReflectiveOperationException unsupported) {
            throw new IllegalStateException("this Java has no sun.misc.Signal", unsupported);
        }
    }

    private static Object handler(Class<?> type, Runnable handler) {
        return Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (!method.getName().equals("handle")) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    handler.run();
                    return null;
                });
    }

    private static void restore(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("the handler of a signal could not be put back", impossible);
        }
    }
}
