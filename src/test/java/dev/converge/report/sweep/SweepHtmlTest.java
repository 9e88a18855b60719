package dev.converge.report.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.finding.FindingCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page to mail never has, whatever hosts say, and what it always has. How it looks is for ReportsIT and a pair of eyes. */
final class SweepHtmlTest {

    private static final Pattern HOST_OF_ROW = Pattern.compile("<th>(?:<a href=\"#host-[0-9]+\">)?([a-z]+[0-9])");

    static Stream<String> names() {
        return SweepSamples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void thereIsNothingInItThatLoadsOrRunsAndWhatIsOpenedIsClosed(String name) {
        String page = page(name);

        assertThat(MarkedPage.complaints(page)).isEmpty();
        assertThat(page).doesNotContain("url(", "@import", "<script>alert", "\u0000", "\u001b", "\u202e");
    }

    @ParameterizedTest
    @MethodSource("names")
    void itsPolicyAllowsOurStyleAndNothingElse(String name) throws Exception {
        String page = page(name);
        String style = page.substring(page.indexOf("<style>") + "<style>".length(), page.indexOf("</style>"));
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));

        assertThat(page)
                .contains(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-"
                                + hash + "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\">");
    }

    @Test
    void theFirstTableHasAllHostsTheWorstFirst() {
        String page = page("two-incidents");
        String fleet = page.substring(page.indexOf("<table class=\"fleet\">"), page.indexOf("</table>"));

        List<String> hosts =
                HOST_OF_ROW.matcher(fleet).results().map(row -> row.group(1)).toList();

        assertThat(hosts).containsExactly("tank3", "tank2", "cam1", "tank1", "web1", "web2");
    }

    @Test
    void aHostWithFindingsHasItsPlaceOnThePage() {
        String page = page("two-incidents");

        assertThat(page)
                .contains("<a href=\"#host-3\">cam1</a>")
                .contains("<section id=\"host-3\"><h3>cam1</h3>")
                .contains("polyscan.service was started 5,998 times in the last hour")
                .contains("<dt>line</dt>\n<dd><code>/etc/systemd/system/polyscan.service:14</code>");
    }

    @Test
    void aHostThatIsNotAsItsPlaybooksSayIsMarkedAndHasTheCommandThatShowsWhy() {
        String page = page("two-incidents");
        String fleet = page.substring(page.indexOf("<table class=\"fleet\">"), page.indexOf("</table>"));

        assertThat(fleet).containsOnlyOnce("\u2206 6 changes pending").containsOnlyOnce("\u2206 1 change pending");
        assertThat(page)
                .contains("2 hosts are not as the playbooks say.")
                .contains("<li class=\"drift\"><b>2</b><span>drifted</span>")
                .contains(
                        "<section id=\"host-4\"><h3>tank1</h3>\n<p><span class=\"badge drift\">\u2206 6 changes pending</span>")
                .contains("<code>converge plan --limit tank1</code>")
                .contains("<code>converge plan --limit web2</code>");
        assertThat(page("nothing-wrong")).doesNotContain("pending", "not as the playbooks say");
    }

    @Test
    void whatIsWaivedAndWhatIsGoneIsFolded() {
        String page = page("two-incidents");

        assertThat(page)
                .contains("<details><summary>1 finding waived</summary>")
                .contains("Waived until 2027-03-31: goes with the old machine, OPS-12")
                .contains("<details><summary>1 finding gone since the earlier sweep</summary>")
                .contains("Nobody declared mediamtx-old.service.");
    }

    @Test
    void aBudgetThatIsOverdrawnSticksOut() {
        String page = page("two-incidents");

        assertThat(page)
                .contains("5.5 GiB of 4 GiB granted, 138 %")
                .contains("<rect class=\"over\" x=\"145.5\" y=\"0.0\" width=\"54.5\" height=\"10.0\">")
                .contains("1.8 CPUs of 4 CPUs granted, 45 %")
                .contains("<summary>2 services without a limit</summary>");
    }

    @Test
    void codesLinkToTheirPagesWhereTheseCanBeRead() {
        String page = SweepHtml.text(SweepSamples.fleet(), new Documentation(Optional.of("https://docs.example")));

        assertThat(page).contains("<a href=\"https://docs.example/findings/crash-loop.md\">crash-loop</a>");
        assertThat(new Documentation(Optional.of("https://docs.example/")).of(FindingCode.OOM_KILL))
                .contains("https://docs.example/findings/oom-kill.md");
    }

    private static String page(String name) {
        return SweepHtml.text(SweepSamples.named(name), Documentation.NOWHERE);
    }
}
