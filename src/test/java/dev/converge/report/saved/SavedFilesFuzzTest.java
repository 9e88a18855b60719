package dev.converge.report.saved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.fuzz.Dice;
import dev.converge.fuzz.Fuzz;
import dev.converge.report.sweep.EarlierSweepReader;
import dev.converge.report.sweep.SinceComparison;
import dev.converge.report.sweep.SweepReport;
import dev.converge.report.sweep.SweepSamples;
import dev.converge.report.sweep.UnusableSweepException;
import dev.converge.unit.Content;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever stands in the file of a saved plan, or of an earlier sweep: it is read or refused with what is wrong, never another exception
 * and never a hang.
 */
@Timeout(120)
final class SavedFilesFuzzTest {

    private static final String PLAN = SavedPlanWriter.text(SavedPlans.withEverything());
    private static final String SWEEP = SweepReport.json(SweepSamples.fleet());

    private static final List<String> PIECES = List.of(
            "null",
            "true",
            "1e999",
            "-0",
            "\"\"",
            "{}",
            "[]",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\u0000",
            "\\ud800",
            "\\",
            "\"a\":",
            "\"format\": 1,",
            "\"hosts\": {",
            "\"time\": \"2026-11-22T03:15:00Z\",",
            "\n",
            " ",
            "\u202e",
            "\0");

    @Test
    void aDamagedPlanIsRefused() {
        Fuzz.run(500, dice -> damaged(dice, PLAN), SavedFilesFuzzTest::readPlan);
    }

    /** Sealed anew, so that it is not the seal that finds it. */
    @Test
    void aPlanThatSomebodyForgedIsReadOrRefused() {
        String body = Seal.body(PLAN).orElseThrow();

        Fuzz.run(4_000, dice -> Seal.put(damaged(dice, body)), SavedFilesFuzzTest::readPlan);
    }

    @Test
    void aDamagedSweepIsReadOrRefused() {
        Fuzz.run(4_000, dice -> damaged(dice, SWEEP), SavedFilesFuzzTest::readSweep);
        Fuzz.run(
                4_000,
                dice -> "{\"format\": 1, \"time\": \"2026-11-22T03:15:00Z\", " + dice.text(PIECES, 12) + "}",
                SavedFilesFuzzTest::readSweep);
    }

    @Test
    void noPieceRepeatedTakesLong() {
        String body = Seal.body(PLAN).orElseThrow();
        int middle = body.length() / 2;
        Fuzz.blowUp(PIECES, SavedFilesFuzzTest::readPlan);
        Fuzz.blowUp(PIECES, text -> readPlan(Seal.put(body.substring(0, middle) + text + body.substring(middle))));
        Fuzz.blowUp(PIECES, SavedFilesFuzzTest::readSweep);
        Fuzz.blowUp(PIECES, text -> readSweep("{\"format\": 1, \"hosts\": " + text));
    }

    private static String damaged(Dice dice, String sound) {
        String damaged = dice.damaged(sound);
        int at = dice.below(damaged.length() + 1);
        return dice.one(3)
                ? damaged.substring(0, at) + dice.pick(PIECES).repeat(1 + dice.below(3_000)) + damaged.substring(at)
                : damaged;
    }

    private static void readPlan(String text) {
        try {
            SavedPlanReader.read(Content.of(text));
        } catch (UnusablePlanException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
            assertThat(refused.remedy()).isNotEmpty();
        }
    }

    private static void readSweep(String text) {
        try {
            SinceComparison.of(
                    EarlierSweepReader.read(Content.of(text)),
                    SweepSamples.fleet().results());
        } catch (UnusableSweepException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}
