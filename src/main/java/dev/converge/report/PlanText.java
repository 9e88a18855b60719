package dev.converge.report;

import dev.converge.diff.Change;
import dev.converge.plan.HostPlan;
import dev.converge.plan.Job;
import dev.converge.plan.Step;
import dev.converge.unit.UserName;
import java.util.Optional;

/** The plan of one host: what changes on disk, then what is asked of systemd, then what else was seen. */
public final class PlanText {

    private PlanText() {}

    static void write(Page page, HostPlan plan) {
        page.line(0, Span.of(Tone.STRONG, heading(plan)), Span.of(": " + counts(plan)));
        for (Change change : plan.changes()) {
            page.line();
            ChangeText.write(page, change);
        }
        jobs(page, plan);
        if (!plan.findings().isEmpty()) {
            page.line();
            FindingText.write(page, plan.findings());
        }
    }

    static void writeInSync(Page page, HostPlan plan) {
        page.line(0, Span.of(Tone.STRONG, heading(plan)), Span.of(": "), Span.of(Tone.GOOD, "in sync"));
        FindingText.write(page, plan.findings());
    }

    private static String heading(HostPlan plan) {
        String systemd = plan.systemd().map(version -> "systemd " + version).orElse("a directory tree: no jobs");
        return plan.host() + " (" + systemd + ")";
    }

    private static String counts(HostPlan plan) {
        return Counted.list(
                plan.changes().size(),
                "change",
                plan.allJobs().size(),
                "job",
                plan.findings().size(),
                "finding");
    }

    private static void jobs(Page page, HostPlan plan) {
        if (plan.allJobs().isEmpty()) {
            return;
        }
        page.line();
        page.line(
                2,
                Span.of(Tone.STRONG, "Jobs"),
                Span.of(
                        plan.steps().stream().noneMatch(step -> step.job() instanceof Job.Stop)
                                ? ""
                                : ", stops before any file changes"));
        int number = 0;
        for (Step step : plan.steps()) {
            Job job = step.job();
            number++;
            String unit = job.subject().map(name -> " " + name).orElse("") + of(step.user());
            page.line(
                    4,
                    Span.of(number + ". "),
                    Span.of(tone(job), word(job) + unit),
                    Span.of(Tone.FAINT, "  " + job.reason() + health(job)));
        }
    }

    private static String health(Job job) {
        return job instanceof Job.Raising raising
                ? raising.health()
                        .map(gate ->
                                "; must be active within " + gate.timeout() + " and stay so for " + gate.activeFor())
                        .orElse("")
                : "";
    }

    /** Behind the name of a unit, or of a job: whose manager has it. */
    public static String of(Optional<UserName> user) {
        return user.map(name -> " (user " + name + ")").orElse("");
    }

    /** As systemctl calls it. */
    static String word(Job job) {
        return switch (job) {
            case Job.Stop stop -> "stop";
            case Job.DaemonReload reload -> "daemon-reload";
            case Job.DaemonReexec reexec -> "daemon-reexec";
            case Job.ResetFailed reset -> "reset-failed";
            case Job.Start start -> "start";
            case Job.Restart restart -> "restart";
            case Job.Reload reload -> "reload";
        };
    }

    private static Tone tone(Job job) {
        return switch (job) {
            case Job.Stop stop -> Tone.DELETED;
            case Job.DaemonReload reload -> Tone.PLAIN;
            case Job.DaemonReexec reexec -> Tone.UPDATED;
            case Job.ResetFailed reset -> Tone.PLAIN;
            case Job.Start start -> Tone.CREATED;
            case Job.Restart restart -> Tone.UPDATED;
            case Job.Reload reload -> Tone.UPDATED;
        };
    }
}
