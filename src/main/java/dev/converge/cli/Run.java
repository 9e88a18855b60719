package dev.converge.cli;

import dev.converge.engine.Fleet;
import dev.converge.engine.InputFiles;
import dev.converge.engine.OpenHosts;
import dev.converge.engine.SavedPlan;
import dev.converge.engine.Sweeper;
import dev.converge.engine.Work;
import dev.converge.engine.WorkReader;
import dev.converge.host.Connector;
import dev.converge.host.Secret;
import dev.converge.problem.Problems;
import dev.converge.report.Notice;
import dev.converge.ssh.SshWarmUp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code plan} and {@code apply} have in common: their options, the way from files to a fleet, and the display meanwhile. */
final class Run {

    private final Terminal terminal;
    private final Wiring wiring;
    private final WorkOptions work = new WorkOptions();
    private final ConnectionOptions connection = new ConnectionOptions();
    private final OutputOptions output = new OutputOptions();
    private final Screen screen;
    private final Timings timings = new Timings();

    Run(Terminal terminal, Wiring wiring) {
        this.terminal = terminal;
        this.wiring = wiring;
        this.screen = new Screen(terminal);
    }

    void addTo(CommandSpec command) {
        work.addTo(command);
        connection.addTo(command);
        output.addTo(command);
    }

    OutputOptions output() {
        return output;
    }

    /** Reads all input; when it is wrong, says so, and no host is contacted. */
    ExitStatus start(Function<Work, ExitStatus> whenRead) {
        Problems problems = new Problems();
        if (!work.isTree()) {
            SshWarmUp.begin();
        }
        Work read = timings.measured("read", () -> WorkReader.read(work.request(connection.connecting()), problems));
        return problems.isEmpty() ? whenRead.apply(read) : output.refuse(terminal, problems);
    }

    /** What the plan is made from, by name and hash. */
    List<SavedPlan.Input> inputs() {
        return InputFiles.of(work.request(connection.connecting()));
    }

    /**
     * A saved plan, as far as it is for the hosts asked for.
     *
     * @param other an option of the command that only making a plan takes, like those of this class
     * @throws UsageException when it cannot be carried out, or when any of these was given
     */
    SavedPlan saved(PlanFile file, OptionSpec other) {
        List<String> given = Stream.of(work.givenForPlanning(), connection.givenForPlanning(), Specs.given(other))
                .flatMap(List::stream)
                .toList();
        if (!given.isEmpty()) {
            throw new UsageException("apply --plan carries out what the plan says, and nothing else: leave out "
                    + String.join(", ", given) + ", or plan anew with it");
        }
        SavedPlan plan = file.read();
        return work.limit()
                .map(limit -> plan.only(SavedHosts.matching(limit, plan)::contains))
                .orElse(plan);
    }

    Fleet fleet() {
        return fleet(Fleet.CONFIRMATION_WINDOW);
    }

    /** @param window how long a host waits for the confirmation of a change */
    Fleet fleet(Duration window) {
        return new Fleet(connector(), window, connection.forks(), this::trace);
    }

    Sweeper sweeper() {
        return new Sweeper(connector(), connection.forks(), this::trace);
    }

    private Connector connector() {
        Optional<Secret> password = connection.askBecomePass()
                ? Optional.of(Prompt.of(terminal).secret("sudo password: "))
                : Optional.empty();
        return timings.counting(wiring.connector(screen::passphrase, password));
    }

    private void trace(Throwable bug) {
        if (output.verbose()) {
            new Notice(terminal.err()).trace(StackTrace.of(bug));
        }
    }

    /** Shows how far the hosts are until it is closed. */
    Display display(int hosts) {
        Display display = screen.display(hosts);
        return output.verbose() ? display.also(timings) : display;
    }

    /** What earlier runs left and this one leaves; none for a directory tree, which is but one host. */
    Optional<OpenHosts> openHosts() {
        return terminal.state()
                .filter(state -> !work.isTree())
                .map(state -> OpenHosts.of(
                        state, work.request(connection.connecting()), text -> screen.note("converge: " + text)));
    }

    /** What Ctrl-C does from here on. */
    Interrupts interrupts() {
        return Interrupts.watch(terminal.err(), screen);
    }

    /** What {@code -v} adds at the end. */
    void finish() {
        if (output.verbose()) {
            timings.print(terminal.err());
        }
    }
}
