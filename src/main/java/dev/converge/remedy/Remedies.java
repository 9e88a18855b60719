package dev.converge.remedy;

import dev.converge.check.MissingQuotas;
import dev.converge.desired.DesiredHost;
import dev.converge.finding.Finding;
import dev.converge.observed.LocalUnits;
import dev.converge.observed.ObservedHost;
import dev.converge.remedy.Remedy.ByHand;
import dev.converge.unit.Directive.Topic;
import dev.converge.unit.HostPath;
import dev.converge.unit.UnitName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds what removes a finding. */
final class Remedies {

    private final DesiredHost desired;
    private final ObservedHost observed;
    private final Ownership ownership;
    private final Set<UnitName> local;

    Remedies(DesiredHost desired, ObservedHost observed) {
        this.desired = desired;
        this.observed = observed;
        this.ownership = new Ownership(desired, observed);
        this.local = LocalUnits.of(observed.ofSystem());
    }

    Remedy of(Finding finding) {
        if (finding.user().isPresent()) {
            return byHand(finding);
        }
        return switch (finding.code()) {
            case STRAY_UNIT -> ofUnit(finding, ownership::ofUnit, this::removal);
            case DUPLICATE_EXECUTABLE -> ofUnit(finding, ownership::ofUnit, unit -> duplicate(unit, finding));
            case PRESET_MISMATCH ->
                ofUnit(finding, ownership::ofPreset, unit -> Optional.of(new Remedy.Disabled(unit)));
            case START_LIMIT_INEFFECTIVE, START_LIMIT_MISPLACED, VALUE_IGNORED, CRASH_LOOP ->
                ofUnit(finding, ownership::ofLimits, this::corrections);
            case NO_QUOTA -> ofUnit(finding, ownership::ofLimits, this::quotas);
            case DANGLING_LINK -> dangling(finding);
            case UNKNOWN_UNIT, NAME_SHADOWED -> withWaiver(finding);
            case DUPLICATE_PROCESS,
                    PORT_CONFLICT,
                    DUPLICATE_RESOURCE,
                    USER_TWIN,
                    UNKNOWN_DIRECTIVE,
                    UNSUPPORTED_DIRECTIVE,
                    MASKED_BUT_DECLARED,
                    RELOAD_NEEDED,
                    HAND_EDITED,
                    PRESET_LINE_CRASHES_PID1,
                    FIFO_DROPIN,
                    FAILED_UNIT,
                    STALE_PROCESS,
                    QUOTA_OVERCOMMIT,
                    PID_PRESSURE,
                    FD_PRESSURE,
                    MEMORY_PRESSURE,
                    OOM_KILL,
                    JOURNAL_DISK -> byHand(finding);
        };
    }

    /** What a play declares already, it has to go on declaring: another place for it would be refused. */
    private static Remedy ofUnit(
            Finding finding,
            Function<UnitName, Optional<String>> owner,
            Function<UnitName, Optional<? extends Remedy>> remedy) {
        Optional<String> owned = finding.unit().flatMap(owner);
        return owned.isPresent()
                ? new ByHand(owned.get() + ": " + finding.remedy(), List.of())
                : finding.unit().flatMap(remedy).<Remedy>map(found -> found).orElseGet(() -> byHand(finding));
    }

    private static Remedy byHand(Finding finding) {
        return new ByHand(finding.remedy(), List.of());
    }

    /** A unit of a package is never removed. */
    private Optional<Remedy> removal(UnitName unit) {
        return local.contains(unit) ? Optional.of(new Remedy.Removal(unit)) : Optional.empty();
    }

    /** Clear is only which goes when a play declares the other one. */
    private Optional<Remedy> duplicate(UnitName unit, Finding finding) {
        Optional<UnitName> owner =
                Optional.ofNullable(finding.evidence().get("owner")).flatMap(UnitName::parse);
        if (owner.filter(desired::declares).isPresent()) {
            return removal(unit).or(() -> Optional.of(choice(finding, List.of(unit))));
        }
        return owner.map(other -> choice(finding, List.of(unit, other)));
    }

    private Remedy choice(Finding finding, List<UnitName> units) {
        return new ByHand(finding.remedy(), units.stream().map(this::end).toList());
    }

    private String end(UnitName unit) {
        return unit + (local.contains(unit) ? ": { state: absent }" : ": { state: stopped, enabled: false }");
    }

    private Optional<Remedy> corrections(UnitName unit) {
        SortedMap<Topic, SortedMap<String, String>> directives = Corrections.of(unit, observed.tree());
        return directives.isEmpty() ? Optional.empty() : Optional.of(new Remedy.Settings(unit, directives));
    }

    private Optional<Remedy> quotas(UnitName unit) {
        return observed.live()
                .flatMap(live -> live.service(unit).map(service -> MissingQuotas.of(service, live)))
                .filter(missing -> !missing.isEmpty())
                .map(missing -> quotas(unit, missing));
    }

    /** A guard leaves alone what the unit sets itself, {@code infinity} too. */
    private Remedy quotas(UnitName unit, SortedMap<String, String> missing) {
        boolean isSaid = observed.tree().merged(unit).stream()
                .flatMap(merged -> merged.assignments().stream())
                .anyMatch(setting -> missing.containsKey(setting.name()));
        if (!isSaid) {
            return new Remedy.Quotas(unit, missing);
        }
        SortedMap<Topic, SortedMap<String, String>> resources = new TreeMap<>();
        resources.put(Topic.RESOURCES, missing);
        return new Remedy.Settings(unit, resources);
    }

    private Remedy dangling(Finding finding) {
        Optional<UnitName> unit = Optional.ofNullable(finding.evidence().get("path"))
                .map(HostPath::new)
                .flatMap(path -> UnitName.parse(path.name()));
        Optional<String> owned = unit.flatMap(ownership::ofUnit);
        return owned.isPresent()
                ? new ByHand(owned.get() + ": " + finding.remedy(), List.of())
                : unit.<Remedy>map(Remedy.Removal::new).orElseGet(() -> byHand(finding));
    }

    /** What may be meant that way. */
    private static Remedy withWaiver(Finding finding) {
        return new ByHand(
                finding.remedy(),
                finding.unit().stream()
                        .map(unit -> "waivers: [{ code: " + finding.code() + ", unit: " + unit
                                + ", reason: WHY, until: YYYY-MM-DD }]")
                        .toList());
    }
}
