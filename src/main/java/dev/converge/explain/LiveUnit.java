package dev.converge.explain;

import java.util.List;
import java.util.Optional;

/**
 * What systemd holds of the unit at this moment, in its words.
 *
 * @param loadState {@code loaded}, {@code not-found}, {@code bad-setting}, ...
 * @param loadError why it could not be loaded, as systemd says it
 * @param restarts automatic restarts since it was last started by hand
 * @param mainPid nothing when there is no main process
 * @param differences between what systemd holds and what stands on disk
 * @param pending what must be done so that what runs is what stands on disk
 */
public record LiveUnit(
        String loadState,
        Optional<String> loadError,
        String activeState,
        String subState,
        String result,
        long restarts,
        Optional<Long> mainPid,
        List<Difference> differences,
        List<Pending> pending) {

    public LiveUnit {
        differences = List.copyOf(differences);
        pending = List.copyOf(pending);
    }

    /**
     * A value that systemd holds otherwise than the files say.
     *
     * @param property as {@code systemctl show} names it
     */
    public record Difference(String property, String live, String disk) {}

    /** A step that is still to be done. */
    public sealed interface Pending {

        String reason();

        /** {@code systemctl daemon-reload}: systemd does not know the files as they are. */
        record DaemonReload(String reason) implements Pending {}

        /** A restart of the unit: its process is older than its definition. */
        record Restart(String reason) implements Pending {}
    }
}
