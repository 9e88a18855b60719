package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.RunningProcess;
import dev.converge.observed.Vitals;
import dev.converge.unit.UnitName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Processes that have nearly as many files open as they may have, and machines that do. */
final class OpenFilesCheck implements Check {

    @Override
    public List<Finding> findings(Look look) {
        List<Finding> findings = new ArrayList<>();
        look.observed().live().flatMap(live -> live.vitals()).ifPresent(vitals -> {
            machine(vitals, look).ifPresent(findings::add);
            Set<String> told = new HashSet<>();
            vitals.filesOfProcesses().stream()
                    .sorted(Comparator.comparingDouble(
                                    (Vitals.ProcessFiles files) -> -percent(files.open(), files.limit()))
                            .thenComparingInt(Vitals.ProcessFiles::pid))
                    .forEach(files -> process(files, look)
                            // The workers of one service have the same trouble: the worst of them is told.
                            .filter(finding ->
                                    told.add(finding.unit().map(UnitName::value).orElse("pid " + files.pid())))
                            .ifPresent(findings::add));
        });
        return findings;
    }

    private static Optional<Finding> machine(Vitals vitals, Look look) {
        if (vitals.openFiles().isEmpty() || vitals.mostOpenFiles().isEmpty()) {
            return Optional.empty();
        }
        long open = vitals.openFiles().getAsLong();
        long most = vitals.mostOpenFiles().getAsLong();
        return PressureCheck.finding(
                FindingCode.FD_PRESSURE,
                Optional.empty(),
                percent(open, most),
                look.thresholds().fileDescriptors(),
                "The host has " + open + " files open of " + most
                        + " that it can have (fs.file-max). When none is left nothing can be opened.",
                "find who holds them: on the host, ls /proc/[0-9]*/fd | wc -l, by process; raise fs.file-max if they are needed",
                evidence(open, most));
    }

    private static Optional<Finding> process(Vitals.ProcessFiles files, Look look) {
        Optional<RunningProcess> process =
                Optional.ofNullable(look.observed().running().processes().get(files.pid()));
        Optional<UnitName> unit = process.flatMap(RunningProcess::unit);
        String program = process.map(RunningProcess::executable).orElse("a program that cannot be seen");
        SortedMap<String, String> evidence = evidence(files.open(), files.limit());
        evidence.put("process", Integer.toString(files.pid()));
        evidence.put("program", program);
        return PressureCheck.finding(
                FindingCode.FD_PRESSURE,
                unit,
                percent(files.open(), files.limit()),
                look.thresholds().fileDescriptors(),
                "Process " + files.pid() + " (" + program + ")"
                        + unit.map(name -> " of " + name).orElse("") + " has "
                        + files.open() + " files open of " + files.limit()
                        + " that it may have. At the limit it can open no file and accept no connection.",
                (unit.isPresent()
                                ? "if it needs so many, declare 'resources: { LimitNOFILE: " + roomier(files.limit())
                                        + " }'; if not"
                                : "if it should not need so many")
                        + ", it leaks them: on the host, ls -l /proc/" + files.pid() + "/fd",
                evidence);
    }

    private static long roomier(long limit) {
        return Math.max(1024, limit * 4);
    }

    private static SortedMap<String, String> evidence(long open, long most) {
        SortedMap<String, String> evidence = Evidence.of("open", Long.toString(open));
        evidence.put("limit", Long.toString(most));
        return evidence;
    }

    private static double percent(long open, long most) {
        return most <= 0 ? 0 : 100.0 * open / most;
    }
}
