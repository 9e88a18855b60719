package dev.converge.apply;

import dev.converge.host.Command;
import dev.converge.host.CommandResult;
import dev.converge.host.Host;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import dev.converge.plan.HostPlan;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Has the host carry out a plan in one remote execution of {@code remote/transaction/}, whose head says what is left on the host after a crash
 * in each phase: the state before, or the state planned, or an open change that the next contact undoes.
 */
public final class Transaction {

    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Duration FILES = Duration.ofMinutes(2);
    /** A job may take this long going forward, and again when it is undone. */
    private static final Duration JOB = Duration.ofMinutes(5);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Transaction() {}

    /**
     * @param run the id of this run, letters, digits and dashes, at most 64; never used before on this host
     * @param root the directory tree to change instead of the running system
     * @throws HostFailureException when nothing could be begun on the host: it is as before
     */
    public static Outcome execute(Host host, HostPlan plan, String run, Optional<Path> root)
            throws HostFailureException {
        if (!RUN.matcher(run).matches()) {
            throw new IllegalArgumentException("not the id of a run: '" + run + "'");
        }
        String nonce = nonce();
        Command command = Command.script(script(plan, run, root, nonce), timeout(plan));
        CommandResult result;
        try {
            result = host.run(command);
        } catch (HostFailureException lost) {
            return new Outcome.Unknown(run, lost.failure());
        }
        Answer answer = Answer.parse(result.stdout(), nonce);
        if (!answer.begun()) {
            throw new HostFailureException(notRun(result));
        }
        return Verdict.of(answer, run);
    }

    /** A start-up file may eat the first line, so it is blank. The plan comes as a here-document that nothing in it can end. */
    static String script(HostPlan plan, String run, Optional<Path> root, String nonce) {
        return "\n" + Engine.text() + "\n" + "transact " + nonce + " <<'" + nonce + "'\n"
                + PlanText.of(plan, run, user(), root) + nonce + "\n";
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

    private static Duration timeout(HostPlan plan) {
        return FILES.plus(JOB.multipliedBy(plan.allJobs().size()));
    }

    private static HostFailure notRun(CommandResult result) {
        return HostFailure.failed(
                "The shell did not run the change",
                "It ended with status " + result.exitStatus() + " and said: "
                        + result.stderr().strip() + "\nNothing was changed.",
                "Log in and see what the login shell prints, or whether a forced command answers instead.");
    }
}
