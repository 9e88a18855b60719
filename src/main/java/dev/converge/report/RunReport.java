package dev.converge.report;

import dev.converge.engine.Batch;
import dev.converge.engine.HostResult;
import java.util.List;

/** What is told about a run. The batches are those of its hosts that have something to change. */
public sealed interface RunReport permits TextReport, JsonReport {

    /** The last word of {@code plan}. */
    void planned(List<HostResult> results, List<Batch> batches);

    /** What {@code apply} is about to do, before anyone is asked. */
    void proposed(List<HostResult> results, List<Batch> batches);

    /** The last word of {@code apply}. */
    void applied(List<HostResult> results, List<Batch> batches);
}
