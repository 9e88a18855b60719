package dev.converge.report.sweep;

import dev.converge.finding.Finding;
import dev.converge.host.HostName;
import dev.converge.report.sweep.EarlierSweep.EarlierFinding;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserName;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What makes a finding of two sweeps the same one: host, code, unit and user. A finding without a unit is told by its message instead, with the numbers
 * left out: "81 % of the process ids" and "83 % of the process ids" are one finding, two links that lead nowhere are two. Numbers are words that
 * begin with a digit; those within a path or a name stay.
 */
record FindingKey(HostName host, String code, Optional<UnitName> unit, Optional<UserName> user, String message) {

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("[(\\[]*[0-9][0-9.,:TZ+-]*[%A-Za-z]{0,3}[)\\].,;:]*");
    private static final Pattern MEASURE = Pattern.compile("(?:[KMGT]i?)?B[).,;:]*|bytes?[).,;:]*");

    static FindingKey of(HostName host, Finding finding) {
        return of(host, finding.code().toString(), finding.unit(), finding.user(), finding.message());
    }

    static FindingKey of(HostName host, EarlierFinding finding) {
        return of(host, finding.code(), finding.unit(), finding.user(), finding.message());
    }

    private static FindingKey of(
            HostName host, String code, Optional<UnitName> unit, Optional<UserName> user, String message) {
        return new FindingKey(host, code, unit, user, unit.isPresent() ? "" : withoutNumbers(message));
    }

    /** Also without the measures behind them: 980 MiB may have become 1.2 GiB. */
    static String withoutNumbers(String message) {
        return BLANKS.splitAsStream(message)
                .map(word -> NUMBER.matcher(word).matches() ? "#" : word)
                .filter(word -> !MEASURE.matcher(word).matches())
                .collect(Collectors.joining(" "));
    }

    /** As fingerprints have it: {@code tank1/anna/sync.service/failed-unit}, with the message in place of a unit. */
    @Override
    public String toString() {
        String owner = user.map(name -> "/" + name).orElse("");
        return host + owner + "/" + unit.map(UnitName::value).orElse(message) + "/" + code;
    }
}
