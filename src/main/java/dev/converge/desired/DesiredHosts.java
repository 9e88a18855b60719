package dev.converge.desired;

import dev.converge.inventory.InventoryHost;
import dev.converge.playbook.Play;
import dev.converge.problem.Problems;
import dev.converge.template.Templates;
import dev.converge.unit.ManagerDefaults;
import dev.converge.unit.PlayName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Evaluates plays for a host. Safe for use by many threads, each with its own problems. */
public final class DesiredHosts {

    private final Map<String, Object> extraVars;

    /** Kept because a template is compiled once for all hosts. The names of plays are unique. */
    private final Map<PlayName, Templates> templates = new ConcurrentHashMap<>();

    /** @param extraVars of {@code -e}, which override everything */
    public DesiredHosts(Map<String, Object> extraVars) {
        this.extraVars = Collections.unmodifiableMap(new LinkedHashMap<>(extraVars));
    }

    /**
     * @param plays those that select this host
     * @return what the host should be; when problems were added it is of no use
     */
    public DesiredHost of(InventoryHost host, List<Play> plays, Problems problems) {
        Claims claims = new Claims(problems);
        Map<Play, Evaluation> evaluations = new LinkedHashMap<>();
        Map<Play, List<ManagerSetting>> manager = new LinkedHashMap<>();
        for (Play play : plays) {
            Templates folder = templates.computeIfAbsent(play.name(), name -> new Templates(play.templates()));
            Map<String, Object> variables = new Variables(host, play, extraVars, folder, problems).values();
            Evaluation evaluation = new Evaluation(folder, String.valueOf(play.templates()), variables, problems);
            evaluations.put(play, evaluation);
            manager.put(play, new ManagerEvaluation(evaluation, claims).desired(play.manager()));
        }
        ManagerDefaults defaults = defaults(manager.values());
        List<DesiredPlay> desired = new ArrayList<>();
        evaluations.forEach(
                (play, evaluation) -> desired.add(new PlayEvaluation(play, evaluation.under(defaults), claims)
                        .desired(manager.getOrDefault(play, List.of()))));
        ThresholdContradictions.report(desired, problems);
        return new DesiredHost(host.name(), desired);
    }

    /** What units of this host get that do not say it themselves, as far as the plays tell. */
    private static ManagerDefaults defaults(Collection<List<ManagerSetting>> manager) {
        ManagerDefaults defaults = ManagerDefaults.BUILT_IN;
        for (ManagerSetting setting : manager.stream().flatMap(List::stream).toList()) {
            for (String value : setting.values()) {
                defaults = defaults.with(setting.directive().name(), value);
            }
        }
        return defaults;
    }
}
