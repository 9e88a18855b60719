package dev.converge.check;

import dev.converge.desired.ExclusiveRule;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@code exclusive:} rules of a host. */
final class Exclusivity {

    private Exclusivity() {}

    static Stream<ExclusiveRule> rules(Look look) {
        return look.desired().plays().stream().flatMap(play -> play.exclusive().stream());
    }

    static String file(ExclusiveRule rule) {
        return Programs.plain(rule.executable().value());
    }

    /** Whether a rule says who may run the program: then only that counts. */
    static boolean covers(String file, Look look) {
        return rules(look).anyMatch(rule -> file(rule).equals(file));
    }

    /** The program as a rule names it: by its file alone, also where that does what its arguments say. */
    static boolean runs(Optional<String> executable, Optional<Program> program, ExclusiveRule rule) {
        return executable.map(Programs::plain).filter(file(rule)::equals).isPresent()
                || program.map(Program::file).filter(file(rule)::equals).isPresent();
    }
}
