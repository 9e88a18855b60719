package dev.converge.report.sweep;

import dev.converge.engine.SweepResult;
import dev.converge.report.FailureText;
import java.util.List;

/** Hosts that could not be looked at: nobody knows how they are, so they come before all that is known. */
final class HtmlFailures {

    private HtmlFailures() {}

    static void write(Markup html, List<SweepResult.Failed> failed) {
        if (failed.isEmpty()) {
            return;
        }
        html.in("h2", "", "Could not be looked at");
        for (SweepResult.Failed host : failed) {
            html.in("article", "finding error", () -> {
                html.in("h4", "", () -> {
                    html.text(host.host() + " ");
                    html.in(
                            "span",
                            "badge error",
                            FailureText.word(host.failure().kind()));
                });
                html.in("p", "", host.failure().summary());
                html.in("pre", "faint", host.failure().detail());
                HtmlFindings.remedy(html, host.failure().remedy());
            });
        }
    }
}
