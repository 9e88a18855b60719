package dev.converge.check;

import dev.converge.unit.MergedUnit;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * A service that runs or would be started.
 *
 * @param command its first {@code ExecStart=}
 * @param programs what that runs, and what its main process runs; none when that cannot be told
 * @param starts whether it runs or something starts it: it is enabled, declared so, or has a socket, timer or path that is
 * @param processes in its control group
 * @param watched whether findings are about it: people put it there, or a play declares it
 */
record Service(
        UnitName name,
        MergedUnit merged,
        Optional<MergedUnit.Setting> command,
        List<Program> programs,
        boolean starts,
        List<Integer> processes,
        boolean watched) {

    Service {
        programs = List.copyOf(programs);
        processes = List.copyOf(processes);
    }

    /** What all instances of a template have in common. */
    UnitName family() {
        return family(name);
    }

    static UnitName family(UnitName unit) {
        return unit.template().orElse(unit);
    }

    boolean isOneshot() {
        return merged.value("Service", "Type")
                .filter(type -> type.value().equals("oneshot"))
                .isPresent();
    }

    Optional<Program> program(String file) {
        return programs.stream().filter(program -> program.file().equals(file)).findFirst();
    }

    /** {@code /etc/systemd/system/web.service:5}. */
    String spot() {
        return command.map(Evidence::spot).orElse("unknown");
    }
}
