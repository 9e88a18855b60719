package dev.converge.report;

import dev.converge.host.HostFailure;
import dev.converge.host.HostName;

/** Why a host could not be worked on: who and what in one line, the particulars in the next, then what to do. */
public final class FailureText {

    private FailureText() {}

    public static void write(Page page, HostName host, HostFailure failure) {
        page.line(0, Span.of(Tone.BAD, host + " " + word(failure.kind())), Span.of(": " + failure.summary()));
        particulars(page, failure);
    }

    static void particulars(Page page, HostFailure failure) {
        page.block(4, Tone.PLAIN, failure.detail());
        page.block(4, Tone.PLAIN, failure.remedy());
    }

    public static String word(HostFailure.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> "unreachable";
            case FAILED -> "failed";
        };
    }
}
