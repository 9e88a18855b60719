package dev.converge.unit;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is made when someone first asks for it. Safe for several threads. */
final class Lazy<T> {

    private final Supplier<T> maker;
    private Optional<T> made = Optional.empty();

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        T value = made.orElseGet(maker);
        made = Optional.of(value);
        return value;
    }
}
