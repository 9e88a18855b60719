package dev.converge.report.sweep;

import dev.converge.engine.SweepResult;
import dev.converge.report.Counted;

/** How far a host is from what its playbooks say: no finding, but what tomorrow's plan will change. */
final class HtmlDrift {

    private HtmlDrift() {}

    /** In the row of the host. */
    static void badge(Markup html, SweepResult result) {
        int pending = SweepTally.pending(result);
        if (pending > 0) {
            html.in("span", "badge drift", sign() + " " + changes(pending));
        }
    }

    /** In the part of the page that the host has for itself, with the command that shows them. */
    static void paragraph(Markup html, SweepResult result) {
        int pending = SweepTally.pending(result);
        if (pending > 0) {
            html.in("p", "", () -> {
                html.in("span", "badge drift", sign() + " " + changes(pending));
                html.text(" The host is not as its playbooks say. To see in what: ");
                html.in("code", "", command(result));
            });
        }
    }

    private static String command(SweepResult result) {
        boolean isTree =
                result instanceof SweepResult.Swept swept && swept.systemd().isEmpty();
        return isTree ? "converge plan --root DIR" : "converge plan --limit " + result.host();
    }

    private static String changes(int pending) {
        return Counted.of(pending, "change") + " pending";
    }

    private static String sign() {
        return "\u2206";
    }
}
