package dev.converge.report.sweep;

import dev.converge.engine.SweepResult;
import dev.converge.host.HostName;
import dev.converge.report.Counted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A sweep as one page to mail: nothing is loaded from anywhere, nothing runs in it, and its policy has the browser hold it to that. Foreign text
 * reaches it through {@link Markup} only.
 */
public final class SweepHtml {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String STYLE = style();

    private final FleetSweep sweep;
    private final Documentation documentation;
    private final Markup html = new Markup();

    private SweepHtml(FleetSweep sweep, Documentation documentation) {
        this.sweep = sweep;
        this.documentation = documentation;
    }

    public static String text(FleetSweep sweep, Documentation documentation) {
        return new SweepHtml(sweep, documentation).text();
    }

    private String text() {
        html.open("html", "lang", "en");
        html.in("head", "", this::head);
        html.in("body", "", this::body);
        html.close("html");
        return "<!DOCTYPE html>\n" + html;
    }

    private void head() {
        html.open("meta", "charset", "utf-8");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy());
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.open("meta", "name", "referrer", "content", "no-referrer");
        html.in("title", "", "Sweep of " + Counted.of(sweep.results().size(), "host") + ", " + time(sweep.time()));
        html.style(STYLE);
    }

    private void body() {
        List<HostName> hosts =
                sweep.worstFirst().stream().map(SweepResult::host).toList();
        HtmlSummary.write(html, sweep);
        HtmlFailures.write(html, sweep.failed());
        HtmlFleet.write(html, sweep, hosts);
        HtmlFindings findings = new HtmlFindings(html, sweep, documentation);
        findings.write(hosts);
        HtmlBudgets.write(html, sweep);
        html.in(
                "footer",
                "faint",
                "Made by converge check, which only looks: nothing was changed on any host. Times are in UTC.");
    }

    static String time(Instant time) {
        return TIME.format(time) + " UTC";
    }

    /** What a host's part of the page is called. */
    static String anchor(List<HostName> hosts, HostName host) {
        return "host-" + (hosts.indexOf(host) + 1);
    }

    /** No script, no picture, no frame, no form, and no style but ours, word for word. */
    private static String policy() {
        return "default-src 'none'; style-src 'sha256-" + sha256(STYLE) + "'; base-uri 'none'; form-action 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String style() {
        try (InputStream css = SweepHtml.class.getResourceAsStream("/report/sweep.css")) {
            if (css == null) {
                throw new IllegalStateException("the style sheet of the report is missing in the jar");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
