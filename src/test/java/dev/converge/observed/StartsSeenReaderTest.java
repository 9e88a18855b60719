package dev.converge.observed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.host.CommandResult;
import dev.converge.host.HostFailureException;
import dev.converge.unit.UnitName;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StartsSeenReaderTest {

    private static final String NONCE = "0123456789abcdef";
    private static final String FIRST = "1".repeat(32);
    private static final String SECOND = "2".repeat(32);
    private static final String THIRD = "3".repeat(32);

    private final StringBuilder text = new StringBuilder("BEGIN " + NONCE + "\n");

    @Test
    void eachNewNumberOfAnInvocationIsAStart() throws Exception {
        links("begin", "100.50", "web.service", FIRST);
        shown("services", "web.service", SECOND, 0);
        links("end", "103.00", "web.service", THIRD);

        StartsSeen seen = read();

        assertThat(seen.span()).isEqualTo(Duration.ofMillis(2500));
        assertThat(seen.of(new UnitName("web.service"))).isEqualTo(new StartsSeen.Count(2, 0));
    }

    @Test
    void whatDoesNotMoveOrOnlyComesToLifeIsNoStart() throws Exception {
        links("begin", "100.50", "still.service", FIRST);
        shown("services", "still.service", FIRST, 7);
        links("end", "103.00", "new.service", SECOND);

        assertThat(read().counts()).isEmpty();
    }

    @Test
    void theCounterTellsWhatSystemdRestartedAndAStartByHandSetsItBack() throws Exception {
        shown("show", "web.service", FIRST, 320_245);
        shown("services", "web.service", FIRST, 320_246);
        links("begin", "1.00", "web.service", FIRST);
        shown("watched 1", "web.service", SECOND, 0);
        shown("watched 2", "web.service", THIRD, 1);

        assertThat(read().of(new UnitName("web.service"))).isEqualTo(new StartsSeen.Count(2, 2));
    }

    @Test
    void aNameIsReadInBothWaysOfQuotingAndWhatIsNoLinkIsPassedOver() throws Exception {
        section("invocations begin")
                .append("at 1.00 2.00\n\"run/systemd/units/invocation:a\\\\x2db.service\" -> \"" + FIRST + "\"\n");
        section("invocations end")
                .append("at 2.00 2.00\n'run/systemd/units/invocation:a\\x2db.service' -> '" + SECOND + "'\n")
                .append("'run/systemd/units/invocation:evil.service' -> '../../etc/passwd'\nat x\n");

        assertThat(read().counts())
                .containsExactly(Map.entry(new UnitName("a\\x2db.service"), new StartsSeen.Count(1, 0)));
    }

    @Test
    void aClockThatRunsBackMakesNoSpan() throws Exception {
        links("begin", "9.00", "web.service", FIRST);
        links("end", "3.00", "web.service", SECOND);

        assertThat(read().span()).isZero();
    }

    @Test
    void aHostThatTellsNothingIsSeenToDoNothing() throws Exception {
        assertThat(read()).isEqualTo(StartsSeen.NONE);
    }

    private StringBuilder section(String name) {
        return text.append("\n@" + NONCE + " " + name + "\n");
    }

    private void links(String when, String uptime, String unit, String id) {
        section("invocations " + when)
                .append("at " + uptime + " 5.00\n")
                .append("\"run/systemd/units/invocation:" + unit + "\" -> \"" + id + "\"\n");
    }

    private void shown(String section, String unit, String id, long restarts) {
        section(section).append("NRestarts=" + restarts + "\nId=" + unit + "\nInvocationID=" + id + "\n\n");
    }

    private StartsSeen read() throws HostFailureException {
        String whole = text + "\nEND " + NONCE + " 0\n";
        return StartsSeenReader.read(ProbeAnswer.parse(new CommandResult(0, whole.getBytes(UTF_8), ""), NONCE));
    }
}
