package dev.converge.playbook;

import dev.converge.playbook.UnitDeclaration.SettingDeclaration;
import dev.converge.problem.SourceSpot;
import dev.converge.unit.PlayName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One play as written.
 *
 * @param name the slug that owns what the play writes
 * @param title the name as written
 * @param hosts Ansible host pattern
 * @param vars variables of the play; they override the inventory's, as in Ansible
 * @param become whether to work as root through sudo; true unless the play says otherwise
 * @param tags for {@code --tags}
 * @param rollout in what batches its hosts are changed; nothing: all at once
 * @param templates the folder its templates and copied files are looked up in
 * @param manager settings of systemd itself
 * @param checks what the sweep goes by
 */
public record Play(
        PlayName name,
        String title,
        SourceSpot spot,
        Text hosts,
        List<VariableDeclaration> vars,
        boolean become,
        List<String> tags,
        Optional<Rollout> rollout,
        Path templates,
        List<UnitDeclaration> units,
        List<StrayDeclaration> strays,
        List<PresetDeclaration> presets,
        List<ExclusiveDeclaration> exclusive,
        List<FileDeclaration> files,
        List<GuardDeclaration> guards,
        List<SettingDeclaration> manager,
        ChecksDeclaration checks) {

    public Play {
        vars = List.copyOf(vars);
        tags = List.copyOf(tags);
        units = List.copyOf(units);
        strays = List.copyOf(strays);
        presets = List.copyOf(presets);
        exclusive = List.copyOf(exclusive);
        files = List.copyOf(files);
        guards = List.copyOf(guards);
        manager = List.copyOf(manager);
    }
}
