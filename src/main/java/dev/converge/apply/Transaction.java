package dev.converge.apply;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Excerpt;
import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.plan.HostPlan;
import dev.converge.plan.Job;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Has a host carry out a plan, whole or not at all, with the script in {@code remote/transaction/}, whose head says what a crash leaves in
 * each phase and what becomes of it.
 *
 * <p>On a running system that is two remote executions over two connections: {@link #begin} has a unit of the host's own make the change
 * and waits until it stands; {@link #confirm} tells the host that it can still be reached. Whatever happens to converge or to a connection
 * in between, the host ends in the state before or in the state planned, by itself. A directory tree is changed by one execution.
 */
public final class Transaction {

    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Duration FILES = Duration.ofMinutes(2);
    /** A job may take this long going forward, and again when it is undone. */
    private static final Duration JOB = Duration.ofMinutes(5);
    /** For the remote execution itself, beside what it waits for. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Transaction() {}

    /**
     * Changes a directory tree.
     *
     * @param run the id of this run, letters, digits and dashes, at most 64; never used before on this host
     * @throws HostFailureException when nothing could be begun: the tree is as before
     */
    public static Outcome execute(Host host, HostPlan plan, String run, Path root) throws HostFailureException {
        String nonce = nonce();
        CommandResult result;
        try {
            result = host.run(Command.script(
                    treeScript(plan, run, root, nonce), limit(plan).plus(SLACK)));
        } catch (HostFailureException lost) {
            return new Outcome.Unknown(run, lost.failure());
        }
        return Verdict.of(begun(result, nonce), result.stderr(), run);
    }

    /**
     * Has a running system make the change, up to the point where it stands and holds.
     *
     * @param run as for {@link #execute}
     * @param window how long the host waits for the confirmation before it undoes the change; whole seconds
     * @throws HostFailureException when nothing could be begun: the host is as before
     */
    public static RunState begin(Host host, HostPlan plan, String run, Duration window) throws HostFailureException {
        String nonce = nonce();
        CommandResult result;
        try {
            result = executed(host, launchScript(plan, run, window, nonce), limit(plan));
        } catch (HostFailureException lost) {
            return new RunState.Lost(lost.failure());
        }
        Answer answer = begun(result, nonce);
        return asksForConfirmation(answer) ? new RunState.Awaiting() : ended(answer, result.stderr(), run);
    }

    /**
     * Confirms a run that {@link #begin} began as soon as it asks for that, and tells how it ended. Safe to repeat; a run that is over already
     * stays as it is.
     *
     * @param host a new connection: that there can be one is what is confirmed
     * @throws HostFailureException when nothing was changed, or nothing of the run is known there, which is the same
     */
    public static RunState confirm(Host host, HostPlan plan, String run) throws HostFailureException {
        String nonce = nonce();
        Duration patience = limit(plan);
        CommandResult result;
        try {
            result = executed(host, confirmScript(checked(run), nonce, patience), patience);
        } catch (HostFailureException lost) {
            return new RunState.Lost(lost.failure());
        }
        Answer answer = Answer.parse(result.stdout(), nonce);
        // That the shell ran nothing says nothing about the change here, which may stand.
        return answer.begun() ? ended(answer, result.stderr(), run) : new RunState.Lost(notAsked(result));
    }

    private static CommandResult executed(Host host, String script, Duration limit) throws HostFailureException {
        return host.run(Command.script(script, limit.plus(SLACK)));
    }

    private static boolean asksForConfirmation(Answer answer) {
        return answer.complete()
                && answer.first("outcome").isEmpty()
                && !answer.all("await").isEmpty();
    }

    private static RunState ended(Answer answer, String complaints, String run) throws HostFailureException {
        Outcome outcome = Verdict.of(answer, complaints, run);
        return outcome instanceof Outcome.Unknown unknown
                ? new RunState.Lost(unknown.failure())
                : new RunState.Ended(outcome);
    }

    private static PlanText.Header header(HostPlan plan, String run, Optional<Path> root, Duration window) {
        return new PlanText.Header(checked(run), user(), root, window, limit(plan));
    }

    private static String checked(String run) {
        if (!RUN.matcher(run).matches()) {
            throw new IllegalArgumentException("not the id of a run: '" + run + "'");
        }
        return run;
    }

    /** A start-up file may eat the first line, so it is blank. The plan comes as a here-document that nothing in it can end. */
    static String treeScript(HostPlan plan, String run, Path root, String nonce) {
        String text = PlanText.of(plan, header(plan, run, Optional.of(root), Duration.ZERO));
        return "\n" + Engine.text() + "\ntransact " + nonce + " " + here(text, nonce);
    }

    static String launchScript(HostPlan plan, String run, Duration window, String nonce) {
        String text = PlanText.of(plan, header(plan, run, Optional.empty(), window));
        return "\n" + Engine.session()
                + "\nbegin " + nonce + " " + run
                + "\nstore " + Engine.id() + " " + here(Engine.stored(), nonce)
                + "launch " + here(text, nonce);
    }

    private static String confirmScript(String run, String nonce, Duration patience) {
        return "\n" + Engine.session() + "\nbegin " + nonce + " " + run + "\nconfirm " + patience.toSeconds() + "\n";
    }

    private static String here(String text, String nonce) {
        return "<<'" + nonce + "'\n" + text + nonce + "\n";
    }

    private static Answer begun(CommandResult result, String nonce) throws HostFailureException {
        Answer answer = Answer.parse(result.stdout(), nonce);
        if (!answer.begun()) {
            throw new HostFailureException(notRun(result));
        }
        return answer;
    }

    private static String nonce() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** For whoever finds the host locked. */
    private static String user() {
        return System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._@-]", "_");
    }

    /** How long the run may take; when it is over the host undoes the change. */
    private static Duration limit(HostPlan plan) {
        return FILES.plus(JOB.multipliedBy(plan.allJobs().size()))
                .plus(plan.allJobs().stream().map(Transaction::gate).reduce(Duration.ZERO, Duration::plus));
    }

    private static Duration gate(Job job) {
        return job instanceof Job.Raising raising
                ? raising.health()
                        .map(gate -> Duration.ofSeconds(gate.activeForSeconds() + gate.timeoutSeconds()))
                        .orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    private static HostFailure notAsked(CommandResult result) {
        return HostFailure.failed(
                "The host could not be asked how the change ended",
                "The shell ran nothing. " + said(result),
                "Plan again: the host finishes by itself, and the next contact undoes what is left half done.");
    }

    private static String said(CommandResult result) {
        List<String> complaints = result.stderr().strip().lines().toList();
        return "It ended with status " + result.exitStatus() + " and said: "
                + String.join("\n", Excerpt.lines(complaints));
    }

    private static HostFailure notRun(CommandResult result) {
        return HostFailure.failed(
                "The shell did not run the change",
                said(result) + "\nNothing was changed.",
                "Log in and see what the login shell prints, or whether a forced command answers instead.");
    }
}
