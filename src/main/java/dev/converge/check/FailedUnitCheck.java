package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.observed.ServiceFacts;
import dev.converge.observed.UnitRuntime;
import dev.converge.unit.Signals;
import dev.converge.unit.UnitName;
import dev.converge.unit.UserAccount;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Units that systemd holds to have failed, of packages too: whatever it was, it does not run now, and nothing starts it again. */
final class FailedUnitCheck implements Check {

    private final String systemctl;
    private final String journalctl;

    /** @param user whose manager is looked at; none: the system's */
    FailedUnitCheck(Optional<UserAccount> user) {
        // --machine=NAME@ needs systemd 248.
        systemctl = user.map(account -> "sudo -u " + account.name() + " XDG_RUNTIME_DIR=/run/user/" + account.uid()
                        + " systemctl --user")
                .orElse("systemctl");
        journalctl = user.isPresent() ? "journalctl _SYSTEMD_USER_UNIT=" : "journalctl -u ";
    }

    @Override
    public List<Finding> findings(Look look) {
        return look.observed().units().entrySet().stream()
                .filter(unit -> unit.getKey().equals(unit.getValue().name()))
                .map(unit -> unit.getValue())
                .filter(unit -> unit.activeState().equals("failed"))
                .map(unit -> finding(unit, look))
                .toList();
    }

    private Finding finding(UnitRuntime unit, Look look) {
        UnitName name = unit.name();
        Optional<ServiceFacts> facts = look.observed().live().flatMap(live -> live.service(name));
        SortedMap<String, String> evidence = Evidence.of("state", "failed");
        String result = facts.map(ServiceFacts::result)
                .or(() -> unit.details().map(UnitRuntime.Details::result))
                .filter(word -> !word.isEmpty())
                .orElse("unknown");
        evidence.put("result", result);
        String since = facts.flatMap(ServiceFacts::changed)
                .map(Spans::of)
                .map(span -> {
                    evidence.put("failed-for", span);
                    return " " + span + " ago";
                })
                .orElse("");
        String how = facts.flatMap(ServiceFacts::exit)
                .map(exit -> how(exit, evidence))
                .orElse("");
        return new Finding(
                FindingCode.FAILED_UNIT,
                Finding.Severity.ERROR,
                Optional.of(name),
                name + " failed" + since + " (" + result + ")" + how + restarts(unit, facts, evidence) + ".",
                remedy(name, unit, look),
                evidence);
    }

    private static String how(ServiceFacts.Exit exit, SortedMap<String, String> evidence) {
        String number = Integer.toString(exit.number());
        String text = exit.bySignal() ? "was ended by signal " + signal(exit.number()) : "ended with status " + number;
        evidence.put(exit.bySignal() ? "signal" : "status", exit.bySignal() ? signal(exit.number()) : number);
        return ": its main process " + text;
    }

    private static String signal(int number) {
        return Signals.name(number) + " (" + number + ")";
    }

    private static String restarts(UnitRuntime unit, Optional<ServiceFacts> facts, SortedMap<String, String> evidence) {
        long restarts = facts.map(ServiceFacts::restarts)
                .or(() -> unit.details().map(UnitRuntime.Details::restarts))
                .orElse(0L);
        if (restarts == 0) {
            return "";
        }
        evidence.put("restarts", Long.toString(restarts));
        return ", after " + restarts + (restarts == 1 ? " automatic restart" : " automatic restarts");
    }

    private String remedy(UnitName name, UnitRuntime unit, Look look) {
        if (look.removes(name)) {
            return "converge apply removes it";
        }
        return unit.loadState().equals("not-found")
                ? "its file is gone; on the host: " + systemctl + " reset-failed " + name
                : "on the host: " + journalctl + name + " -n 50 tells why; then " + systemctl + " restart " + name
                        + ", or " + systemctl + " reset-failed " + name + " if it is not needed";
    }
}
