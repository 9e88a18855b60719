package dev.converge.engine;

import dev.converge.explain.Explanation;
import dev.converge.explain.Explanations;
import dev.converge.explain.NearestUnits;
import dev.converge.host.Connector;
import dev.converge.host.Host;
import dev.converge.host.HostFailureException;
import dev.converge.host.Target;
import dev.converge.observed.ObservedUnit;
import dev.converge.observed.Probe;
import dev.converge.unit.UnitName;
import java.util.Optional;

/** Looks at one host with an eye on one unit: one connection, one execution. Changes nothing there and needs no playbook. */
public final class Explainer {

    private final Connector connector;

    public Explainer(Connector connector) {
        this.connector = connector;
    }

    /** Whatever goes wrong with the host is the result. */
    public ExplainResult explain(Target target, UnitName unit) {
        try (Host host = connector.connect(target)) {
            ObservedUnit observed = Probe.examine(host, target.root(), Explanations.query(unit));
            Optional<Explanation> explanation = Explanations.of(observed);
            return explanation.isPresent()
                    ? new ExplainResult.Explained(target.name(), observed.host().systemd(), explanation.get())
                    : new ExplainResult.NoSuchUnit(target.name(), unit, NearestUnits.of(unit, observed.host()));
        } catch (HostFailureException failed) {
            return new ExplainResult.Failed(target.name(), unit, failed.failure());
        }
    }
}
