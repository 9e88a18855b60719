package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.observed.RunningProcess;
import dev.converge.unit.ExecLine;
import java.util.List;
import java.util.Optional;

/**
 * What a command runs, so that two commands can be compared.
 *
 * @param file the program's file; where an interpreter runs a script, the script's; for programs that do whatever their arguments say, the whole command
 * @param arguments behind it
 * @param told whether the arguments are known: a process may have written something else over them
 */
record Program(String file, List<String> arguments, boolean told) {

    /** How much two commands of the same program are alike. */
    enum Likeness {
        SAME,
        /** One has arguments that the other lacks, or does not tell: it may fall back on the same configuration. */
        POSSIBLE,
        DIFFERENT;

        /** @param both whether both run at this moment */
        Finding.Severity severity(boolean both) {
            return switch (this) {
                case SAME -> both ? Finding.Severity.ERROR : Finding.Severity.WARNING;
                case POSSIBLE -> Finding.Severity.WARNING;
                case DIFFERENT -> Finding.Severity.INFO;
            };
        }

        /** What comes of two that are so much alike, as a sentence. */
        String consequence() {
            return switch (this) {
                case SAME -> "The commands are the same; the two fight for the same ports, files and memory.";
                case POSSIBLE -> "The two may fight for the same ports, files and memory.";
                case DIFFERENT -> "Their arguments differ, so it may be meant so.";
            };
        }
    }

    Program {
        arguments = List.copyOf(arguments);
    }

    /**
     * @param directory the unit's working directory, which a script without a path is in
     * @return nothing for what says too little: a shell's own text, {@code sleep}, a path with specifiers
     */
    static Optional<Program> of(ExecLine line, String directory) {
        return line.program().contains("%")
                ? Optional.empty()
                : Programs.identify(line.program(), line.arguments(), Optional.of(directory));
    }

    static Optional<Program> of(RunningProcess process) {
        List<String> words = process.words();
        boolean told = !words.isEmpty() && !words.getFirst().contains(": ");
        List<String> arguments = told ? words.subList(1, words.size()) : List.of();
        return Programs.identify(process.executable(), arguments, Optional.empty())
                .map(program -> new Program(program.file(), program.arguments(), told));
    }

    Likeness likenessTo(Program other) {
        if (!told || !other.told) {
            return Likeness.POSSIBLE;
        }
        if (arguments.equals(other.arguments)) {
            return Likeness.SAME;
        }
        return isBeginningOf(other) || other.isBeginningOf(this) ? Likeness.POSSIBLE : Likeness.DIFFERENT;
    }

    private boolean isBeginningOf(Program longer) {
        return arguments.size() < longer.arguments.size()
                && longer.arguments.subList(0, arguments.size()).equals(arguments);
    }

    /** Whether people put it on the host, not a package. */
    boolean isLocal() {
        return List.of("/usr/local/", "/opt/", "/srv/", "/home/", "/root/", "/var/", "/etc/", "/tmp/").stream()
                .anyMatch(file::startsWith);
    }
}
