package dev.converge.engine;

import dev.converge.desired.DesiredHost;
import dev.converge.desired.DesiredHosts;
import dev.converge.host.Connection;
import dev.converge.host.HostName;
import dev.converge.host.Target;
import dev.converge.inventory.Inventory;
import dev.converge.inventory.InventoryHost;
import dev.converge.inventory.InventoryReader;
import dev.converge.inventory.Targets;
import dev.converge.playbook.Play;
import dev.converge.playbook.PlaybookReader;
import dev.converge.playbook.Text;
import dev.converge.problem.Problems;
import dev.converge.problem.Spelling;
import dev.converge.template.Templates;
import dev.converge.unit.PlayName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads all that the operator wrote. Contacts no host, and tells all problems of all files and all hosts together. */
public final class WorkReader {

    private final Request request;
    private final Problems problems;
    private final Map<String, Object> extraVars;

    private WorkReader(Request request, Problems problems) {
        this.request = request;
        this.problems = problems;
        this.extraVars = ExtraVars.read(request.extraVars(), problems);
    }

    /** @return what is to be done; of no use when problems were added */
    public static Work read(Request request, Problems problems) {
        return new WorkReader(request, problems).read();
    }

    private Work read() {
        List<Play> plays = withTags(PlaybookReader.read(request.playbooks(), request.templates(), problems));
        List<HostTask> tasks = request.root().map(root -> rootTask(root, plays)).orElseGet(() -> hostTasks(plays));
        return new Work(plays.size(), tasks);
    }

    private List<Play> withTags(List<Play> plays) {
        if (request.tags().isEmpty()) {
            return plays;
        }
        Set<String> known = new TreeSet<>();
        plays.forEach(play -> known.addAll(play.tags()));
        request.tags().stream()
                .filter(tag -> !known.contains(tag))
                .forEach(tag -> problems.add(
                        CommandLineSpot.SPOT, "--tags '" + tag + "': no play has that tag", Spelling.hint(tag, known)));
        return plays.stream()
                .filter(play -> play.tags().stream().anyMatch(request.tags()::contains))
                .toList();
    }

    /** The tree stands for whichever host it is of, so all plays are for it. */
    private List<HostTask> rootTask(Path root, List<Play> plays) {
        if (!Files.isDirectory(root)) {
            problems.add(CommandLineSpot.SPOT, "--root '" + root + "' is not a directory");
            return List.of();
        }
        InventoryHost host = InventoryReader.readForTree(request.inventory(), problems);
        Target target = new Target(
                HostName.ROOT,
                new Connection.Root(root),
                false,
                request.connecting().timeout());
        return List.of(new HostTask(target, new DesiredHosts(extraVars).of(host, plays, problems), Optional.empty()));
    }

    private List<HostTask> hostTasks(List<Play> plays) {
        Problems ofInventory = new Problems();
        Inventory inventory = InventoryReader.read(request.inventory(), ofInventory);
        problems.addAll(ofInventory);
        HostSelection selection = new HostSelection(inventory, ofInventory.isEmpty());

        Map<HostName, List<Play>> playsOf = new HashMap<>();
        for (Play play : plays) {
            pattern(play)
                    .map(hosts -> selection.select("hosts", hosts, play.hosts().spot(), problems))
                    .orElse(Set.of())
                    .forEach(host -> playsOf.computeIfAbsent(host, name -> new ArrayList<>())
                            .add(play));
        }
        request.limit()
                .map(limit -> selection.onCommandLine("--limit", limit, problems))
                .ifPresent(playsOf.keySet()::retainAll);
        if (playsOf.isEmpty() && problems.isEmpty()) {
            problems.add(CommandLineSpot.SPOT, "no play is for any of the hosts that were asked for");
        }
        return tasks(inventory, playsOf, groups(plays));
    }

    /** An expression in it knows the variables of {@code -e} only, as in Ansible: there is no host yet whose variables could be meant. */
    private Optional<String> pattern(Play play) {
        Text hosts = play.hosts();
        return hosts.raw().contains("{{")
                ? new Templates(play.templates()).evaluate(hosts.raw(), extraVars, hosts.spot(), problems)
                : Optional.of(hosts.raw());
    }

    private static Map<PlayName, RolloutGroup> groups(List<Play> plays) {
        Map<PlayName, RolloutGroup> groups = new HashMap<>();
        for (int position = 0; position < plays.size(); position++) {
            Play play = plays.get(position);
            if (play.rollout().isPresent()) {
                groups.put(
                        play.name(),
                        new RolloutGroup(position, play.name(), play.rollout().get()));
            }
        }
        return groups;
    }

    private List<HostTask> tasks(
            Inventory inventory, Map<HostName, List<Play>> playsOf, Map<PlayName, RolloutGroup> groups) {
        Targets targets = new Targets(
                request.connecting().user(),
                request.connecting().privateKey(),
                request.connecting().timeout());
        DesiredHosts desiredHosts = new DesiredHosts(extraVars);
        List<HostTask> tasks = new ArrayList<>();
        for (InventoryHost host : inventory.hosts()) {
            List<Play> plays = playsOf.getOrDefault(host.name(), List.of());
            if (!plays.isEmpty()) {
                boolean become = plays.stream().anyMatch(Play::become);
                DesiredHost desired = desiredHosts.of(host, plays, problems);
                Optional<RolloutGroup> group = plays.stream()
                        .flatMap(play -> Optional.ofNullable(groups.get(play.name())).stream())
                        .findFirst();
                targets.of(host.with(extraVars, CommandLineSpot.SPOT), become, problems)
                        .ifPresent(target -> tasks.add(new HostTask(target, desired, group)));
            }
        }
        return tasks;
    }
}
