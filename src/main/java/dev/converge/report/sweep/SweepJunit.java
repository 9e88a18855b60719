package dev.converge.report.sweep;

import dev.converge.check.Sweep.UnitHealth;
import dev.converge.check.Sweep.Waived;
import dev.converge.engine.SweepResult;
import dev.converge.finding.Finding;
import dev.converge.host.HostFailure;
import dev.converge.report.PlanText;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;

/**
 * A sweep as JUnit XML: a test suite for each host, a test case for each of its units and one for the host itself. A test case fails by its errors and
 * warnings, with one {@code failure} that tells all of them, for most readers show only the first; a mere information does not fail it. What is
 * waived is skipped. A host that could not be looked at is an {@code error}.
 */
public final class SweepJunit {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final FleetSweep sweep;

    private SweepJunit(FleetSweep sweep) {
        this.sweep = sweep;
    }

    public static String text(FleetSweep sweep) {
        StringWriter text = new StringWriter();
        try {
            new SweepJunit(sweep).write(new XmlText(text));
        } catch (XMLStreamException broken) {
            throw new IllegalStateException("a StringWriter takes everything", broken);
        }
        return text.toString();
    }

    private void write(XmlText xml) throws XMLStreamException {
        SortedMap<String, List<JunitCase>> suites = new TreeMap<>();
        sweep.results().forEach(result -> suites.put(result.host().value(), cases(result)));
        List<JunitCase> all = suites.values().stream().flatMap(List::stream).toList();
        xml.begin("testsuites", "name", "converge check");
        numbers(xml, all);
        for (var suite : suites.entrySet()) {
            xml.begin("testsuite", "name", suite.getKey(), "hostname", suite.getKey());
            xml.attributes("timestamp", TIMESTAMP.format(sweep.time()));
            numbers(xml, suite.getValue());
            for (JunitCase unit : suite.getValue()) {
                unit.write(xml, suite.getKey());
            }
            xml.end();
        }
        xml.end();
        xml.finish();
    }

    private static void numbers(XmlText xml, List<JunitCase> cases) throws XMLStreamException {
        xml.attributes("tests", Integer.toString(cases.size()));
        xml.attributes("failures", number(cases, JunitCase.Result.FAILED));
        xml.attributes("errors", number(cases, JunitCase.Result.BROKEN));
        xml.attributes("skipped", number(cases, JunitCase.Result.SKIPPED));
        xml.attributes("time", "0");
    }

    private static String number(List<JunitCase> cases, JunitCase.Result result) {
        return Long.toString(
                cases.stream().filter(unit -> unit.result() == result).count());
    }

    private static List<JunitCase> cases(SweepResult result) {
        return switch (result) {
            case SweepResult.Swept swept -> cases(swept);
            case SweepResult.Failed failed -> List.of(broken(failed.failure(), failed.findings()));
        };
    }

    private static JunitCase broken(HostFailure failure, List<Finding> findings) {
        JunitCase host = new JunitCase("host");
        findings.forEach(host::add);
        host.breakWith(failure);
        return host;
    }

    /** The host first, then its units by name. */
    private static List<JunitCase> cases(SweepResult.Swept swept) {
        JunitCase host = new JunitCase("host");
        swept.sweep().missing().forEach(host::addUnseen);
        SortedMap<String, JunitCase> units = new TreeMap<>();
        for (UnitHealth unit : swept.sweep().units()) {
            String name = unit.unit() + PlanText.of(unit.user());
            units.computeIfAbsent(name, JunitCase::new);
        }
        swept.sweep().findings().forEach(finding -> caseOf(finding, host, units).add(finding));
        for (Waived waived : swept.sweep().waived()) {
            caseOf(waived.finding(), host, units).add(waived);
        }
        List<JunitCase> cases = new ArrayList<>(List.of(host));
        cases.addAll(units.values());
        return cases;
    }

    private static JunitCase caseOf(Finding finding, JunitCase host, SortedMap<String, JunitCase> units) {
        return finding.unit()
                .map(unit -> units.computeIfAbsent(unit + PlanText.of(finding.user()), JunitCase::new))
                .orElse(host);
    }
}
