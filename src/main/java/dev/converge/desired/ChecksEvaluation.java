package dev.converge.desired;

import dev.converge.desired.DesiredChecks.DesiredThreshold;
import dev.converge.playbook.ChecksDeclaration;
import dev.converge.playbook.ChecksDeclaration.ThresholdDeclaration;
import dev.converge.playbook.ChecksDeclaration.WaiverDeclaration;
import dev.converge.playbook.Text;
import dev.converge.playbook.Threshold;
import dev.converge.unit.Glob;
import dev.converge.unit.TimeSpan;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code checks:} of one play on one host. */
final class ChecksEvaluation {

    private static final Pattern PERCENT = Pattern.compile("([1-9][0-9]?|100)%");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}");
    private static final long SECOND = 1_000_000;

    /** Less holds too little to judge by. */
    private static final TimeSpan SHORTEST = TimeSpan.ofSeconds(60);

    /** More takes a host too long to read. */
    private static final TimeSpan LONGEST = TimeSpan.ofSeconds(31L * 24 * 60 * 60);

    private final Evaluation evaluation;

    ChecksEvaluation(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    DesiredChecks desired(ChecksDeclaration checks) {
        return new DesiredChecks(
                checks.thresholds().stream()
                        .flatMap(threshold -> threshold(threshold).stream())
                        .toList(),
                checks.waivers().stream()
                        .flatMap(waiver -> waiver(waiver).stream())
                        .toList());
    }

    private Optional<DesiredThreshold> threshold(ThresholdDeclaration written) {
        return evaluation
                .text(written.value())
                .map(String::strip)
                .flatMap(text -> value(written.threshold(), text, written.value()))
                .map(value -> new DesiredThreshold(
                        written.threshold(), value, written.value().spot()));
    }

    private Optional<Long> value(Threshold threshold, String text, Text written) {
        return switch (threshold.form()) {
            case PERCENT -> percent(threshold, text, written);
            case COUNT -> count(threshold, text, written);
            case SPAN -> span(threshold, text, written);
        };
    }

    private Optional<Long> percent(Threshold threshold, String text, Text written) {
        Matcher percent = PERCENT.matcher(text);
        if (percent.matches()) {
            return Optional.of(Long.valueOf(percent.group(1)));
        }
        boolean bare = PERCENT.matcher(text + "%").matches();
        return refuse(
                threshold,
                text,
                written,
                "a percentage from 1% to 100%",
                bare ? "did you mean '" + text + "%'?" : "write a whole number with its sign, such as 80%");
    }

    private Optional<Long> count(Threshold threshold, String text, Text written) {
        return COUNT.matcher(text).matches()
                ? Optional.of(Long.valueOf(text))
                : refuse(
                        threshold,
                        text,
                        written,
                        "a number",
                        "write 1 or more; to hear nothing of it, waive the finding");
    }

    private Optional<Long> span(Threshold threshold, String text, Text written) {
        Optional<TimeSpan> span = TimeSpan.parse(text)
                .filter(read -> read.compareTo(SHORTEST) >= 0)
                .filter(read -> read.compareTo(LONGEST) <= 0);
        return span.isPresent()
                ? span.map(read -> read.micros() / SECOND)
                : refuse(
                        threshold,
                        text,
                        written,
                        "a time span from 1min to 31d",
                        "write it as systemd does, such as 24h or 2d");
    }

    private Optional<Long> refuse(Threshold threshold, String text, Text written, String expected, String remedy) {
        evaluation
                .problems()
                .add(written.spot(), "'" + threshold + "' is '" + text + "', expected " + expected, remedy);
        return Optional.empty();
    }

    private Optional<Waiver> waiver(WaiverDeclaration written) {
        Optional<Glob> unit = written.unit().flatMap(pattern -> UnitPatterns.glob(pattern, evaluation));
        Optional<String> reason = evaluation.text(written.reason());
        // A pattern that matches nothing must not become a waiver of every unit.
        return written.unit().isPresent() && unit.isEmpty()
                ? Optional.empty()
                : reason.map(why -> new Waiver(written.code(), unit, why, written.until(), written.spot()));
    }
}
