package dev.converge.report.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import dev.converge.engine.HostResult;
import dev.converge.engine.SavedPlan;
import dev.converge.host.HostFailure;
import dev.converge.host.HostName;
import dev.converge.unit.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SavedPlanTest {

    private static final String TEXT = SavedPlanWriter.text(SavedPlans.withEverything());

    private static SavedPlan read(String text) {
        return SavedPlanReader.read(Content.of(text));
    }

    /** The sealed plan with something in it replaced, sealed anew, so that it is the reader that has to find it. */
    private static String forged(String part, String other) {
        String body = Seal.body(TEXT).orElseThrow();
        assertThat(body).contains(part);
        return Seal.put(body.replace(part, other));
    }

    @Test
    void whatIsSavedIsWhatIsRead() {
        SavedPlan plan = SavedPlans.withEverything();

        SavedPlan read = read(SavedPlanWriter.text(plan));

        assertThat(read).isEqualTo(plan);
        assertThat(SavedPlanWriter.text(read)).isEqualTo(TEXT);
    }

    @Test
    void aHostThatCouldNotBePlannedIsToldAsSuchWhenThePlanIsCarriedOut() {
        HostFailure failure = HostFailure.unreachable("No answer", "tank9 port 22", "Switch it on.");

        SavedPlan read = read(SavedPlanWriter.text(SavedPlans.withoutAPlan(failure)));

        assertThat(read.results())
                .containsExactly(new HostResult.Failed(
                        new HostName("tank9"),
                        HostFailure.unreachable(
                                "There is no plan for this host",
                                "When the plan was saved: No answer: tank9 port 22",
                                "Plan again, or leave the host out with --limit."),
                        List.of()));
    }

    @Test
    void itIsOneJsonDocumentOfAsciiWithEachContentOnce() {
        assertThat(JsonParser.parseString(TEXT).getAsJsonObject().keySet())
                .containsExactly("format", "saved", "hosts", "summary", "contents", "seal");
        assertThat(TEXT.chars()).allMatch(character -> character == '\n' || (character >= ' ' && character < 0x7f));
        assertThat(JsonParser.parseString(TEXT)
                        .getAsJsonObject()
                        .getAsJsonObject("contents")
                        .keySet())
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                     | it is not a saved plan
            '- name: Avatar tank'                                  | it is not a saved plan
            '{}'                                                   | it is not a saved plan
            '{\\n  "format": 1,\\n  "hosts": {}\\n}'               | it is what --format json prints, which has no contents of files
            '{\\n  "format": 2,\\n  "saved": {}\\n}'               | it has format 2, and this converge knows 1
            '{\\n  "format": 999999999,\\n  "saved": {}\\n}'       | it has format 999999999, and this converge knows 1
            '{\\n  "format": 1,\\n  "saved": {}\\n}'               | it has no end: it was cut short or changed
            """)
    void whatIsNoSavedPlanIsRefused(String text, String message) {
        String file = text.replace("\\n", "\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UnusablePlanException.class)
                .hasMessage(message);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        Content file = Content.of(new byte[] {(byte) 0xff, 0, 1});

        assertThatThrownBy(() -> SavedPlanReader.read(file))
                .isInstanceOf(UnusablePlanException.class)
                .hasMessage("it is not a saved plan, nor any other text");
    }

    @Test
    void anEditedPlanIsRefused() {
        String edited = TEXT.replace("\"/etc/a\"", "\"/etc/z\"");

        assertThatThrownBy(() -> read(edited))
                .isInstanceOf(UnusablePlanException.class)
                .hasMessage("it is not as it was saved: something was changed in it, or is damaged");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "run": "20261122T031500Z-7f3a" | "run": "../../x"            | saved.run holds what cannot be there
            "tank1": {                     | "-o x": {                   | hosts.-o x is no name of a host
            "status": "changes"            | "status": "fine"            | hosts.tank1.status is no status
            "systemd": 252                 | "systemd": "252"            | hosts.tank1.systemd should be a whole number
            "systemd": 252                 | "systemd": -1               | hosts.tank1.systemd should be a whole number
            "systemd": 252                 | "systemd": 99999999999      | hosts.tank1.systemd should be a whole number
            "path": "/etc/a"               | "path": "/etc/../x"         | hosts.tank1.changes[0].path holds what cannot be there
            "path": "/etc/a"               | "paths": "/etc/a"           | hosts.tank1.changes[0].path is missing
            "path": "/etc/a"               | "path": ["/etc/a"]          | hosts.tank1.changes[0].path should be a text
            "action": "delete"             | "action": "create"          | hosts.tank1.changes[2].after should be an object
            "mode": "4755"                 | "mode": "0999"              | hosts.tank1.changes[0].after.mode holds what cannot be there
            "owner": "1234567890:33"                | "owner": "0:-1"             | hosts.tank1.changes[1].before.owner holds what cannot be there
            "target": "../x y"             | "target": "x\\ny"           | hosts.tank1.changes[1].after.target holds what cannot be there
            "job": "reload"                | "job": "poweroff"           | hosts.tank1.jobs[8].job is no job
            "unit": "c.socket"             | "unit": "c.sock"            | hosts.tank1.jobs[1].unit holds what cannot be there
            "user": "anna"                 | "user": "bert"              | hosts.tank1.jobs holds a job of a user that 'users' does not name
            "code": "stray-unit"           | "code": "stray"             | hosts.tank1.findings[0].code holds what cannot be there
            "connection": "ssh"            | "connection": "telnet"      | hosts.tank1.target.connection is no connection
            "port": 2222                   | "port": 0                   | hosts.tank1.target.port should be 1 to 65535
            "address": "fe80::1%eth0"      | "address": "-oProxyCommand" | hosts.tank1.target.address holds what cannot be there
            "become": true                 | "become": "yes"             | hosts.tank1.target.become should be true or false
            "timeout": 15                  | "timeout": 0                | hosts.tank1.target.timeout should be 1 or more
            "batches": [                   | "batches": {                | it is not JSON: it was damaged
            "25%"                          | "0%"                        | hosts.tank1.rollout.batches[1] holds what cannot be there
            "AAH/Cg=="                     | "AAH/*g=="                  | contents
            "AAH/Cg=="                     | "AAH/Cw=="                  | contents
            "unfinished": "run-0",         | "health": [],               | hosts.tank1.unfinished is missing
            "unfinished": "run-0",         | "unfinished": null, "x": 1, | hosts.tank1.x is nothing this converge knows
            "seen": {                      | "seen": [{                  | it is not JSON: it was damaged
            """)
    void aValueThatCannotBeIsNamedByItsPlace(String part, String other, String message) {
        String file = forged(part, other);

        assertThatThrownBy(() -> read(file)).isInstanceOfSatisfying(UnusablePlanException.class, refused -> {
            assertThat(refused.getMessage()).startsWith(message);
            assertThat(refused.remedy()).isNotEmpty();
        });
    }

    @Test
    void aContentThatIsNotThereIsNamedByWhoNeedsIt() {
        String sha256 = Content.of(new byte[] {0, 1, (byte) 0xff, '\n'}).sha256();
        String file = forged(",\n    \"" + sha256 + "\": \"AAH/Cg==\"", "");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UnusablePlanException.class)
                .hasMessage("hosts.tank1.changes[1].before.sha256 has no bytes in 'contents'");
    }

    @Test
    void aPlanCutShortAnywhereIsRefused() {
        for (int length = 0; length < TEXT.length(); length += 1 + length / 300) {
            String cut = TEXT.substring(0, length);

            assertThatThrownBy(() -> read(cut)).as("%s characters", length).isInstanceOf(UnusablePlanException.class);
        }
    }

    @Test
    void whatWasMeantToBeAPlanIsKnownByItsBeginning() {
        String newer = TEXT.replace("\"format\": 1", "\"format\": 7");

        assertThat(SavedPlanReader.isMeant(TEXT.substring(0, 100))).isTrue();
        assertThat(SavedPlanReader.isMeant(newer.substring(0, 100))).isTrue();
        assertThat(SavedPlanReader.isMeant("{\n  \"format\": 1,\n  \"hosts\": {}"))
                .isFalse();
        assertThat(SavedPlanReader.isMeant("[Unit]\n")).isFalse();
        assertThat(TEXT.getBytes(StandardCharsets.UTF_8)).hasSameSizeAs(TEXT.toCharArray());
    }
}
