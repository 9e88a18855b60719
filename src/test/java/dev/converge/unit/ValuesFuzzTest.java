package dev.converge.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.converge.fuzz.Dice;
import dev.converge.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever stands where a name, a value, a unit file, a preset file or a manifest is expected: never an exception, never a hang. */
@Timeout(300)
final class ValuesFuzzTest {

    private static final SystemdVersion VERSION = new SystemdVersion(252);

    private static final List<String> PIECES = Stream.concat(
                    Stream.of(
                            "1",
                            "0",
                            "9",
                            "-",
                            "+",
                            ".",
                            ",",
                            " ",
                            "\t",
                            "\n",
                            "\\",
                            "\"",
                            "'",
                            "/",
                            "//",
                            "..",
                            ":",
                            ";",
                            "@",
                            "%",
                            "%i",
                            "%n",
                            "%%",
                            "=",
                            "*",
                            "?",
                            "[",
                            "]",
                            "!",
                            "^",
                            "~",
                            "$",
                            "{",
                            "}",
                            "#",
                            "a",
                            "s",
                            "ms",
                            "us",
                            "min",
                            "h",
                            "d",
                            "w",
                            "month",
                            "y",
                            "infinity",
                            "K",
                            "M",
                            "G",
                            "T",
                            "E",
                            "B",
                            "%",
                            "e9",
                            "0x",
                            "0b1",
                            "yes",
                            "no",
                            "on-failure",
                            "idle",
                            "SIGKILL",
                            "a.service",
                            "a@.service",
                            "b@x.socket",
                            "/dev/null",
                            "::",
                            "[::1]",
                            "0.0.0.0",
                            "65536",
                            "18446744073709551616",
                            "\u00e9",
                            "\ud83d\ude80",
                            "\u0000",
                            "\u202e",
                            "Mon",
                            "*-*-*",
                            "00:00:00"),
                    Stream.of(
                            "enable",
                            "disable",
                            "ignore",
                            "[Unit]",
                            "[Service]",
                            "[Install]",
                            "After=",
                            "Alias=",
                            "ExecStart=",
                            "sha256"))
            .toList();

    private static final List<Directive> DIRECTIVES = Stream.of(UnitType.values())
            .flatMap(type -> Directives.namesFor(type).stream().flatMap(name -> Directives.find(type, name).stream()))
            .distinct()
            .toList();

    private static final String MANIFEST = new Manifest(new java.util.TreeMap<>(Map.of(
                    new HostPath("/etc/systemd/system/a.service"),
                    new Manifest.Entry(new PlayName("tank"), "ab".repeat(32)),
                    new HostPath("/etc/systemd/system/b.service"),
                    new Manifest.Entry(new PlayName("tank"), "link:/dev/null"))))
            .text();

    @Test
    void anyValueOfAnyDirectiveIsTakenOrRefused() {
        Fuzz.run(20_000, dice -> Map.entry(dice.pick(DIRECTIVES), dice.text(PIECES, 8)), asked -> {
            asked.getKey().grammar().judge(asked.getValue());
            asked.getKey().since(asked.getValue());
        });
    }

    @Test
    void anyTextIsANameOrNone() {
        Fuzz.run(10_000, dice -> dice.text(PIECES, 8), ValuesFuzzTest::readAsAllThereIs);
    }

    @Test
    void anyPresetFileIsRead() {
        Fuzz.run(
                5_000,
                dice -> dice.bytes("enable disable ignore *?[a-z]!@.service\n\r\0#", 120),
                bytes -> PresetFile.parse(Content.of(bytes)));
    }

    @Test
    void aDamagedManifestIsReadOrNone() {
        Fuzz.run(
                5_000,
                dice -> dice.damaged(MANIFEST),
                text -> Manifest.parse(text)
                        .ifPresent(manifest ->
                                assertThat(Manifest.parse(manifest.text())).contains(manifest)));
    }

    @Test
    void anyUnitIsMergedAndUnderstood() {
        Fuzz.run(2_000, ValuesFuzzTest::unit, ValuesFuzzTest::understand);
    }

    @Test
    void noPieceRepeatedTakesLong() {
        Fuzz.blowUp(PIECES, ValuesFuzzTest::readAsAllThereIs);
        DIRECTIVES.stream()
                .map(Directive::grammar)
                .distinct()
                .forEach(grammar -> Fuzz.blowUp(List.of("9", "a ", "/a", "\\"), grammar::judge));
        for (String line :
                List.of("RequiresMountsFor=/", "ExecStart=/bin/a ", "Alias=a", "After=", "Environment=", "X")) {
            Fuzz.blowUp(
                    List.of("9", "a.service ", "/a", "\\", "\"", "\\x2d", "%i", "\\\n", "a-", "-"),
                    text -> understand("[Unit]\n[Service]\n" + line + text + "\n[Unit]\n" + line + text
                            + "\n[Install]\n" + line + text));
        }
    }

    private static String unit(Dice dice) {
        StringBuilder text = new StringBuilder();
        for (int lines = dice.below(12); lines > 0; lines--) {
            Directive directive = dice.pick(DIRECTIVES);
            text.append("[" + directive.section() + "]\n" + directive.name() + "=" + dice.text(PIECES, 6) + "\n");
        }
        return text.toString();
    }

    private static void readAsAllThereIs(String text) {
        UnitName.parse(text);
        TimeSpan.parse(text);
        ByteSize.parse(text, 1024);
        Percentage.parse(text);
        ExecLine.parse(text);
        ExecCommand.parse(new UnitName("a.service"), text);
        Words.of(text);
        Manifest.parse(text);
        MountNames.above(text);
        HostPath.isValid(text);
        UserName.isValid(text);
        PresetFile.parse(Content.of("enable " + text + "\n"))
                .rules()
                .forEach(rule -> rule.matches(new UnitName("a".repeat(200) + ".service")));
        for (ListenAddress.Transport transport : ListenAddress.Transport.values()) {
            ListenAddress.parse(transport, text, true);
        }
    }

    private static void understand(String text) {
        UnitName name = new UnitName("a.service");
        HostPath path = new HostPath("/etc/systemd/system/a.service");
        Content content = Content.of(text.getBytes(StandardCharsets.UTF_8));
        FileState file = new FileState.Regular(content, FileMode.UNIT_FILE, Owner.ROOT);
        UnitTree tree = UnitTree.of(Map.of(path, file), VERSION);
        MergedUnit merged =
                MergedUnit.of(UnitType.SERVICE, List.of(new MergedUnit.Source(path, UnitFile.parse(content))));
        merged.effective();
        StartLimit.of(merged, ManagerDefaults.BUILT_IN);
        RestartVerdict.of(merged, ManagerDefaults.BUILT_IN);
        Relations.of(name, merged, tree);
        tree.installLinks(name);
        Meaning.of(UnitFile.parse(content), UnitType.SERVICE);
    }
}
