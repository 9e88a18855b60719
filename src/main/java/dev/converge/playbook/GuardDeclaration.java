package dev.converge.playbook;

import dev.converge.playbook.UnitDeclaration.SettingDeclaration;
import dev.converge.problem.SourceSpot;
import java.util.List;

/**
 * One entry of {@code guards:}.
 *
 * @param restart what a service gets whose restarts nothing would ever stop
 * @param resources what a unit gets that leaves it unset
 */
public record GuardDeclaration(
        SourceSpot spot,
        List<Text> match,
        List<Text> except,
        Origin origin,
        List<SettingDeclaration> restart,
        List<SettingDeclaration> resources) {

    /** {@code origin:}, whose units are meant; local is the default. */
    public enum Origin {
        LOCAL,
        PACKAGE,
        ANY
    }

    public GuardDeclaration {
        match = List.copyOf(match);
        except = List.copyOf(except);
        restart = List.copyOf(restart);
        resources = List.copyOf(resources);
    }
}
