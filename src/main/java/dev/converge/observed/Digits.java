package dev.converge.observed;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Whole numbers as the kernel and systemctl write them. */
final class Digits {

    private Digits() {}

    /** Nothing for words such as {@code infinity} and {@code [not set]}, and for numbers so large that they mean the same. */
    static OptionalLong parse(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    /** 0 for what is no such number. */
    static int small(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
