package dev.converge.check;

import dev.converge.finding.Finding;
import dev.converge.finding.FindingCode;
import dev.converge.unit.MergedUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What two services say is theirs and only one can have: a PID file, a name on the bus, a directory below /run that a stop removes. */
final class DuplicateResourceCheck implements Check {

    private static final List<String> DIRECTIVES = List.of("PIDFile", "BusName", "RuntimeDirectory");

    /** A service and where it claims something. */
    private record Claim(Service service, MergedUnit.Setting setting) {}

    @Override
    public List<Finding> findings(Look look) {
        List<Service> services = look.services().all().stream()
                .filter(Service::starts)
                .sorted(look.services().ownership())
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (String directive : DIRECTIVES) {
            claims(services, directive).forEach((what, claims) -> {
                Claim owner = claims.getFirst();
                claims.stream()
                        .filter(claim -> !look.removes(owner.service().name()))
                        .filter(claim ->
                                claim.service().watched() || owner.service().watched())
                        .filter(claim ->
                                !claim.service().family().equals(owner.service().family()))
                        .forEach(claim -> findings.add(finding(directive, what, owner, claim, look)));
            });
        }
        return findings;
    }

    private static SortedMap<String, List<Claim>> claims(List<Service> services, String directive) {
        SortedMap<String, List<Claim>> claims = new TreeMap<>();
        for (Service service : services) {
            boolean keeps = directive.equals("RuntimeDirectory")
                    && service.merged()
                            .value("Service", "RuntimeDirectoryPreserve")
                            .filter(setting -> !setting.value().equals("no"))
                            .isPresent();
            if (!keeps) {
                service.merged().values("Service", directive).stream()
                        .filter(setting -> !setting.value().contains("%"))
                        .forEach(setting -> words(directive, setting.value())
                                .forEach(what -> claims.computeIfAbsent(what, key -> new ArrayList<>())
                                        .add(new Claim(service, setting))));
            }
        }
        return claims;
    }

    private static List<String> words(String directive, String value) {
        return switch (directive) {
            case "PIDFile" -> List.of(pidFile(value));
            case "RuntimeDirectory" ->
                List.of(value.split("[ \t]+", -1)).stream()
                        .map(word -> "/run/" + word.split(":", 2)[0])
                        .toList();
            default -> List.of(value);
        };
    }

    private static String pidFile(String value) {
        String path = value.startsWith("/") ? value : "/run/" + value;
        return path.startsWith("/var/run/") ? path.substring("/var".length()) : path;
    }

    private static Finding finding(String directive, String what, Claim owner, Claim other, Look look) {
        SortedMap<String, String> evidence = Evidence.of("directive", directive);
        evidence.put("line", Evidence.spot(other.setting()));
        evidence.put("owner", owner.service().name().value());
        evidence.put("owner-line", Evidence.spot(owner.setting()));
        evidence.put("value", what);
        return new Finding(
                FindingCode.DUPLICATE_RESOURCE,
                directive.equals("RuntimeDirectory") ? Finding.Severity.WARNING : Finding.Severity.ERROR,
                Optional.of(other.service().name()),
                other.service().name() + " and " + owner.service().name() + " both have " + directive + "=" + what
                        + " ("
                        + Evidence.spot(other.setting()) + ", " + Evidence.spot(owner.setting()) + "). "
                        + consequence(directive),
                look.removes(other.service().name())
                                || look.stops(other.service().name())
                        ? DuplicateExecutableCheck.remedy(
                                owner.service().name(), other.service().name(), look)
                        : "give each its own " + directive + "=, or keep one of the two",
                evidence);
    }

    private static String consequence(String directive) {
        return switch (directive) {
            case "PIDFile" -> "systemd takes the process of the one for that of the other.";
            case "BusName" -> "Only one can own the name; the other never counts as started.";
            default -> "Stopping one removes the directory under the other.";
        };
    }
}
