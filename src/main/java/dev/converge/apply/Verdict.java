package dev.converge.apply;

import dev.converge.host.Excerpt;
import dev.converge.host.HostFailure;
import dev.converge.host.HostFailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an {@link Outcome} out of what the script said. */
final class Verdict {

    private final Answer answer;
    private final String complaints;
    private final String run;

    private Verdict(Answer answer, String complaints, String run) {
        this.answer = answer;
        this.complaints = complaints;
        this.run = run;
    }

    /**
     * @param answer one that has begun
     * @param complaints what the shell wrote to standard error; why an answer that is cut short is so
     * @throws HostFailureException when nothing was begun: the host is as before
     */
    static Outcome of(Answer answer, String complaints, String run) throws HostFailureException {
        return new Verdict(answer, complaints, run).read();
    }

    private Outcome read() throws HostFailureException {
        Optional<String> outcome = answer.complete() ? answer.first("outcome") : Optional.empty();
        return switch (outcome.orElse("none")) {
            case "applied" -> new Outcome.Applied(run);
            case "undone" -> new Outcome.RolledBack(run, step(), answer.all("note"));
            case "refused" -> new Outcome.Refused(moved());
            case "unfit" -> throw new HostFailureException(unfit());
            case "stuck" -> stuck();
            case "busy" -> throw new HostFailureException(busy());
            case "not-begun" -> throw new HostFailureException(notBegun());
            case "gone" -> throw new HostFailureException(gone());
            case "pending" -> new Outcome.Unknown(run, pending());
            default -> new Outcome.Unknown(run, cutShort());
        };
    }

    /** The first failure is the cause. */
    private String step() {
        return answer.first("failed").orElse("");
    }

    private List<String> moved() {
        List<String> moved = new ArrayList<>(answer.all("denied"));
        List<String> paths = answer.all("moved");
        List<String> now = answer.all("now");
        for (int at = 0; at < Math.min(paths.size(), now.size()); at++) {
            moved.add(paths.get(at) + " now is " + new Token(now.get(at)).describe());
        }
        moved.addAll(answer.all("drifted"));
        answer.first("used").map(Verdict::used).ifPresent(moved::add);
        answer.first("recovered")
                .map(earlier -> "run " + earlier
                        + " had been cut off and was brought to its end just now, after this plan was made")
                .ifPresent(moved::add);
        return moved;
    }

    /** @param text of the answer: the id of a run, and when it ended as far as the host knows */
    private static String used(String text) {
        String[] words = text.split(" ", 2);
        return "run " + words[0] + " was carried out on this host before"
                + (words.length == 2 ? ", at " + words[1] : "") + "; a plan is good for once";
    }

    /** When the change of an earlier run cannot be undone, that one is what the operator must look at. */
    private Outcome stuck() {
        List<String> left = new ArrayList<>(answer.all("left"));
        left.addAll(answer.all("note"));
        return new Outcome.RollbackFailed(answer.first("stuck").orElse(run), step(), left);
    }

    private HostFailure busy() {
        return HostFailure.failed(
                "Another run is changing the host",
                String.join("\n", Excerpt.lines(answer.all("note"))),
                "Wait until it is done, then plan again.");
    }

    private HostFailure unfit() {
        return HostFailure.failed(
                "The host's systemd refuses a unit file",
                String.join("\n", Excerpt.lines(answer.all("unfit"))) + "\nNothing was changed.",
                "Correct the lines it names, or leave them out for hosts with this version of systemd, then plan again.");
    }

    private HostFailure notBegun() {
        List<String> detail = new ArrayList<>(answer.all("failed"));
        detail.addAll(answer.all("note"));
        return HostFailure.failed(
                "The change could not be prepared",
                String.join("\n", Excerpt.lines(detail)) + "\nNothing was changed.",
                "Remove the cause on the host, then apply again.");
    }

    private static HostFailure gone() {
        return HostFailure.failed(
                "The change never began",
                "The host had not taken it up when the connection broke, or could not run it. Nothing was changed.",
                "Apply again. If it never begins, the host's log says why: journalctl -u converge-txn.service -n 20");
    }

    private HostFailure pending() {
        return HostFailure.failed(
                "The change is still going on",
                "The host has not come to an end with run " + run
                        + ". It finishes or undoes it by itself.\nThe last it said was: " + last(),
                "Plan again in a minute.");
    }

    private String last() {
        return answer.lines().isEmpty()
                ? "nothing"
                : Excerpt.line(answer.lines().getLast().key() + " "
                        + answer.lines().getLast().text());
    }

    /** Such as a shell that cannot fork. */
    private String complained() {
        List<String> lines = complaints.strip().lines().toList();
        return lines.isEmpty() ? "" : "\nIts shell said: " + String.join("\n", Excerpt.lines(lines));
    }

    private HostFailure cutShort() {
        return HostFailure.failed(
                "The host did not say how the change ended",
                "The last it said was: " + last() + complained(),
                "Plan again: the host finishes by itself, and the next contact undoes what is left half done.");
    }
}
