package dev.converge.report.sweep;

import dev.converge.check.Sweep.Waived;
import dev.converge.finding.Finding;
import dev.converge.host.HostFailure;
import dev.converge.report.Counted;
import dev.converge.report.FailureText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/** What is wrong with one unit, or with the host, as a test case. */
final class JunitCase {

    /** How a test case can end. */
    enum Result {
        PASSED,
        FAILED,
        BROKEN,
        SKIPPED
    }

    private final String name;
    private final List<Finding> failures = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();
    private final List<Waived> waived = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();
    private Optional<HostFailure> failure = Optional.empty();

    JunitCase(String name) {
        this.name = name;
    }

    void add(Finding finding) {
        switch (finding.severity()) {
            case ERROR, WARNING -> failures.add(finding);
            case INFO -> remarks.add(finding);
        }
    }

    void add(Waived known) {
        waived.add(known);
    }

    /** Something could not be looked at: passing says nothing about it. */
    void addUnseen(String sentence) {
        unseen.add(sentence);
    }

    /** The host could not be looked at. */
    void breakWith(HostFailure why) {
        failure = Optional.of(why);
    }

    Result result() {
        if (failure.isPresent()) {
            return Result.BROKEN;
        }
        if (!failures.isEmpty()) {
            return Result.FAILED;
        }
        return waived.isEmpty() ? Result.PASSED : Result.SKIPPED;
    }

    void write(XmlText xml, String host) throws XMLStreamException {
        xml.begin("testcase", "classname", host, "name", name, "time", "0");
        switch (result()) {
            case BROKEN -> broken(xml);
            case FAILED -> failed(xml);
            case SKIPPED -> xml.element("skipped", "", "message", "Waived: " + reason(waived.getFirst()));
            case PASSED -> {}
        }
        if (!beside().isEmpty()) {
            xml.element("system-out", beside());
        }
        xml.end();
    }

    private void broken(XmlText xml) throws XMLStreamException {
        HostFailure why = failure.orElseThrow();
        xml.element(
                "error",
                why.detail() + "\n" + why.remedy(),
                "type",
                FailureText.word(why.kind()),
                "message",
                why.summary());
    }

    private void failed(XmlText xml) throws XMLStreamException {
        Finding worst = failures.getFirst();
        String others = failures.size() > 1 ? " (and " + Counted.of(failures.size() - 1, "more finding") + ")" : "";
        xml.element(
                "failure",
                failures.stream().map(JunitCase::text).collect(Collectors.joining("\n")),
                "type",
                worst.code().toString(),
                "message",
                worst.message() + others);
    }

    /** What does not make the test case fail. */
    private String beside() {
        List<String> texts = new ArrayList<>();
        if (failure.isPresent()) {
            failures.forEach(finding -> texts.add(text(finding)));
        }
        unseen.forEach(sentence -> texts.add("not seen: " + sentence));
        remarks.forEach(finding -> texts.add(text(finding)));
        waived.forEach(known -> texts.add("waived, " + reason(known) + "\n" + text(known.finding())));
        return String.join("\n", texts);
    }

    private static String reason(Waived known) {
        return known.waiver().reason() + " (until " + known.waiver().until() + ")";
    }

    private static String text(Finding finding) {
        StringBuilder text = new StringBuilder(finding.severity() + " " + finding.code() + ": " + finding.message());
        if (!finding.remedy().isEmpty()) {
            text.append("\n-> ").append(finding.remedy());
        }
        finding.evidence()
                .forEach((what, value) ->
                        text.append("\n   ").append(what).append(": ").append(value));
        return text.append('\n').toString();
    }
}
