package dev.converge.apply;

import dev.converge.fuzz.Fuzz;
import dev.converge.host.HostFailureException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a host answers to a change: an outcome or a refusal, never another exception and never a hang. */
@Timeout(60)
final class AnswerFuzzTest {

    private static final String NONCE = "00112233445566778899aabbccddeeff";

    private static final List<String> PIECES = List.of(
            "BEGIN " + NONCE + "\n",
            "END " + NONCE + " 0\n",
            "END " + NONCE + " 1\n",
            "BEGIN x\n",
            "outcome applied\n",
            "outcome undone\n",
            "outcome refused\n",
            "outcome unfit\n",
            "outcome stuck\n",
            "outcome busy\n",
            "outcome not-begun\n",
            "outcome \n",
            "outcome\n",
            "failed x\n",
            "note y\n",
            "left z\n",
            "stuck run-1\n",
            "recovered run-1\n",
            "moved /a\n",
            "now -\n",
            "now l:/b\n",
            "now d:\n",
            "now f:644:0:0:" + "a".repeat(64) + "\n",
            "now f:7777:99999999999:-1:x\n",
            "now f:9\n",
            "denied /c\n",
            "unfit d\n",
            "did e\n",
            "await 30\n",
            "await -1\n",
            "await 99999999999999999999\n",
            "used run-1\n",
            " ",
            "\r",
            "\0",
            "\u001b[2J",
            "\n",
            "x");

    private static final String SOUND =
            "BEGIN " + NONCE + "\ndid swap\nfailed start a.service\nnote why\nmoved /a\nnow f:644:0:0:"
                    + "ab".repeat(32) + "\nawait 30\noutcome undone\nEND " + NONCE + " 1\n";

    @Test
    void anyLinesGiveAnOutcomeOrARefusal() {
        Fuzz.run(5_000, dice -> PIECES.getFirst() + dice.text(PIECES, 15) + PIECES.get(1), AnswerFuzzTest::read);
    }

    @Test
    void aDamagedAnswerGivesAnOutcomeOrARefusal() {
        Fuzz.run(5_000, dice -> dice.damaged(SOUND), AnswerFuzzTest::read);
    }

    @Test
    void noPieceRepeatedTakesLong() {
        Fuzz.blowUp(PIECES, AnswerFuzzTest::read);
        Fuzz.blowUp(PIECES, text -> read(PIECES.getFirst() + text + "outcome refused\n" + PIECES.get(1)));
    }

    private static void read(String text) {
        Answer answer = Answer.parse(text.getBytes(StandardCharsets.UTF_8), NONCE);
        try {
            if (answer.begun()) {
                Verdict.of(answer, "", "run-2");
            }
        } catch (HostFailureException refused) {
            // A refusal is as good as an outcome.
            return;
        }
    }
}
