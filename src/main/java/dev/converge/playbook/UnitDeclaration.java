package dev.converge.playbook;

import dev.converge.problem.SourceSpot;
import dev.converge.unit.HealthGate;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code units:}. What is left out is not managed.
 *
 * @param user whose manager runs it, for {@link Scope#USER}
 * @param file the unit's own file; none: the unit comes from a package
 * @param health what it has to show once it was started; nothing: what every unit has to
 * @param restart the entries of {@code restart:}; {@code resources} and {@code settings} likewise
 */
public record UnitDeclaration(
        UnitName name,
        SourceSpot spot,
        Scope scope,
        Optional<Text> user,
        Optional<ContentSource> file,
        Optional<RunState> state,
        Optional<Boolean> enabled,
        Optional<Boolean> masked,
        OnChange onChange,
        Optional<HealthGate> health,
        List<SettingDeclaration> restart,
        List<SettingDeclaration> resources,
        List<SettingDeclaration> settings,
        List<DropInDeclaration> dropIns) {

    /** {@code scope:}, whose manager runs the unit. */
    public enum Scope {
        SYSTEM,
        USER
    }

    /** {@code state:}. */
    public enum RunState {
        STARTED,
        STOPPED,
        ABSENT
    }

    /** {@code on_change:}, what a running unit undergoes when a directive changed that needs it. */
    public enum OnChange {
        RESTART,
        RELOAD,
        NONE
    }

    /** One directive; several values are several assignments in this order. */
    public record SettingDeclaration(String name, SourceSpot spot, List<Text> values) {
        public SettingDeclaration {
            values = List.copyOf(values);
        }
    }

    /** @param name without {@code .conf} */
    public record DropInDeclaration(String name, SourceSpot spot, ContentSource content) {}

    public UnitDeclaration {
        restart = List.copyOf(restart);
        resources = List.copyOf(resources);
        settings = List.copyOf(settings);
        dropIns = List.copyOf(dropIns);
    }
}
