package dev.converge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgramTest {

    private static final String STRAY = "host/etc/systemd/system/stray-a.service";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void layOutAHostWithAStray() throws IOException {
        Path stray = folder.resolve(STRAY);
        Files.createDirectories(stray.getParent());
        Files.writeString(stray, "[Service]\nExecStart=/bin/true\n");
        Files.writeString(folder.resolve("host/etc/machine-id"), "5d2b8a3c7e9f4061b2d3c4e5f6a7b8c9\n");
        Files.writeString(folder.resolve("site.yml"), """
                - name: Sweep
                  hosts: all
                  strays: [{ match: ["stray-*.service"] }]
                """);
    }

    private Cli converge(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                "--root",
                folder.resolve("host").toString(),
                folder.resolve("site.yml").toString()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void planShowsTheChangeAndMakesNone() {
        Cli plan = converge("plan");

        assertThat(plan.status()).isZero();
        assertThat(plan.out()).contains("  - /etc/systemd/system/stray-a.service\n", "Plan: 1 host; 1 to change.\n");
        assertThat(plan.err()).isEmpty();
        assertThat(folder.resolve(STRAY)).exists();
    }

    @Test
    void planEndsWithTwoWhenChangesArePendingAndTheDetailIsAskedFor() {
        assertThat(converge("plan", "--detailed-exitcode").status()).isEqualTo(2);
    }

    @Test
    void applyDoesItAndASecondPlanIsEmpty() {
        Cli apply = converge("apply", "--yes");

        Cli second = converge("plan", "--detailed-exitcode");

        assertThat(apply.status()).isZero();
        assertThat(apply.out()).contains("root done: ", "Apply: 1 host; 1 done.\n");
        assertThat(folder.resolve(STRAY)).doesNotExist();
        assertThat(second.status()).isZero();
        assertThat(second.out()).contains("root (a directory tree: no jobs): in sync\n", "Plan: 1 host; 1 in sync.\n");
    }

    @Test
    void applyWithoutATerminalNeedsYes() {
        Cli apply = converge("apply");

        assertThat(apply.status()).isEqualTo(1);
        assertThat(apply.out()).isEmpty();
        assertThat(apply.err())
                .isEqualTo("converge: apply asks before it changes anything, and there is no terminal to ask on: add"
                        + " --yes\n");
        assertThat(folder.resolve(STRAY)).exists();
    }

    @Test
    void applyInJsonNeedsYes() {
        Cli apply = converge("apply", "--format", "json");

        assertThat(apply.status()).isEqualTo(1);
        assertThat(apply.err()).contains("add --yes");
    }

    @Test
    void askingForAPasswordWithoutATerminalIsRefusedBeforeAnyHostIsContacted() {
        Cli plan = converge("plan", "--ask-become-pass");

        assertThat(plan.status()).isEqualTo(1);
        assertThat(plan.err()).contains("there is no terminal to ask on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply"})
    void jsonIsOneDocumentOnStandardOutput(String command) {
        Cli run = command.equals("plan")
                ? converge(command, "--format", "json")
                : converge(command, "--format", "json", "--yes");

        JsonElement document = JsonParser.parseString(run.out());

        assertThat(document.getAsJsonObject().keySet()).containsExactly("format", "hosts", "batches", "summary");
        assertThat(document.getAsJsonObject()
                        .getAsJsonObject("hosts")
                        .getAsJsonObject("root")
                        .keySet())
                .startsWith("status", "error", "systemd", "changes", "jobs", "findings");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void verboseTellsStagesAndCountsOnStandardError() {
        Cli plan = converge("plan", "-v");

        assertThat(plan.err())
                .containsPattern("converge: read \\d+ ms\nroot: connecting \\d+ ms, probing \\d+ ms\n")
                .contains("connections: 1, remote executions: 1\n");
    }

    @Test
    void wrongInputIsToldAndEndsWithOne() throws IOException {
        Files.writeString(folder.resolve("site.yml"), "- name: Sweep\n  hosts: all\n  stray: []\n");

        Cli plan = converge("plan");

        assertThat(plan.status()).isEqualTo(1);
        assertThat(plan.out()).isEmpty();
        assertThat(plan.err()).contains("site.yml:3:3: ").endsWith("no host was contacted\n");
    }

    @Test
    void validateCountsWhatItChecked() {
        Cli validate = converge("validate");

        assertThat(validate.status()).isZero();
        assertThat(validate.out()).isEqualTo("Valid: 1 play for 1 host.\n");
    }

    @Test
    void validateTellsProblemsInJsonToo() throws IOException {
        Files.writeString(folder.resolve("site.yml"), "- name: Sweep\n  hosts: all\n  stray: []\n");

        Cli validate = converge("validate", "--format", "json");

        assertThat(validate.status()).isEqualTo(1);
        assertThat(JsonParser.parseString(validate.out())
                        .getAsJsonObject()
                        .getAsJsonArray("problems")
                        .get(0)
                        .getAsJsonObject()
                        .get("line")
                        .getAsInt())
                .isEqualTo(3);
    }

    @Test
    void anUnknownOptionIsToldWithOneThatExists() {
        Cli plan = Cli.run("plan", "--lmit", "web");

        assertThat(plan.status()).isEqualTo(1);
        assertThat(plan.err()).startsWith("converge: Unknown option").endsWith("Try 'converge plan --help'.\n");
    }

    @Test
    void anUnknownCommandIsToldWithOneThatExists() {
        Cli run = Cli.run("valdate");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Did you mean: converge validate");
    }

    @Test
    void withoutACommandTheUsageIsShownAsAnError() {
        Cli run = Cli.run();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: converge");
    }

    @Test
    void explainNeedsNoPlaybookAndTakesANameWithoutSuffixForAService() {
        String root = folder.resolve("host").toString();

        Cli explain = Cli.run("explain", "--root", root, "stray-a");

        assertThat(explain.status()).isZero();
        assertThat(explain.err()).isEqualTo("converge: 'stray-a' is taken for stray-a.service\n");
        assertThat(explain.out()).startsWith("stray-a.service on root (a directory tree)\n");
    }

    @Test
    void explainOfAUnitThatDoesNotExistNamesThoseNearIt() {
        String root = folder.resolve("host").toString();

        Cli text = Cli.run("explain", "--root", root, "strya-a.service");
        Cli json = Cli.run("explain", "--root", root, "stray", "--format=json");

        assertThat(text.status()).isEqualTo(1);
        assertThat(text.out()).contains("there is no unit strya-a.service", "stray-a.service");
        assertThat(json.status()).isEqualTo(1);
        assertThat(JsonParser.parseString(json.out())
                        .getAsJsonObject()
                        .getAsJsonArray("nearest")
                        .get(0)
                        .getAsString())
                .isEqualTo("stray-a.service");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "explain stray-a; explain takes a host and a unit",
                "explain --root HOST a b; explain --root DIR takes one argument",
                "explain --root HOST/nowhere stray-a; is not a directory",
                "explain --root HOST no/unit; cannot be the name of a unit",
                "explain -i HOSTS web stray-a; matches 2 hosts",
                "explain -i HOSTS wbe1 stray-a; did you mean 'web1'?",
                "explain --root HOST --forks 2 stray-a; Unknown option"
            })
    void explainRefusesWhatItCannotLookAt(String arguments, String expected) throws IOException {
        Path inventory = Files.writeString(folder.resolve("hosts.yml"), "web: { hosts: { web1: , web2: } }\n");
        String[] words = arguments
                .replace("HOSTS", inventory.toString())
                .replace("HOST", folder.resolve("host").toString())
                .split(" ", -1);

        Cli explain = Cli.run(words);

        assertThat(explain.status()).isEqualTo(1);
        assertThat(explain.err()).contains(expected);
        assertThat(explain.out()).isEmpty();
    }

    @Test
    void explainDoesNotShowWhatMayBeASecretInAFileThatOthersMayNotRead() throws IOException {
        Path unit = folder.resolve(STRAY);
        Files.writeString(unit, "[Service]\nExecStart=/bin/x --key geheim\nEnvironment=K=geheim\nNice=5\n");
        Files.setPosixFilePermissions(unit, PosixFilePermissions.fromString("rw-r-----"));
        String root = folder.resolve("host").toString();

        Cli text = Cli.run("explain", "--root", root, "stray-a.service");
        Cli json = Cli.run("explain", "--root", root, "stray-a.service", "--format", "json");

        assertThat(text.out()).contains("ExecStart= (not shown)", "Nice=5").doesNotContain("geheim");
        assertThat(json.out()).contains("\"value\": \"5\"").doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply", "explain", "validate", "inventory"})
    void helpOfEachCommandShowsTheExitStatuses(String command) {
        Cli help = Cli.run(command, "--help");

        assertThat(help.status()).isZero();
        assertThat(help.out())
                .startsWith("Usage: converge " + command)
                .contains("Exit status:", "   130   interrupted");
    }

    @Test
    void versionIsOneLine() {
        assertThat(Cli.run("--version").out()).startsWith("converge ").hasLineCount(1);
    }

    @Test
    void inventoryShowsNamesGraphAndVariablesWithoutSecrets() throws IOException {
        Path inventory = Files.writeString(folder.resolve("hosts.yml"), """
                all:
                  children:
                    web:
                      hosts:
                        web1: { port: 80, db_password: geheim }
                        web2:
                """);

        Cli names = Cli.run("inventory", "-i", inventory.toString(), "web:!web2");
        Cli graph = Cli.run("inventory", "-i", inventory.toString(), "--graph");
        Cli list = Cli.run("inventory", "-i", inventory.toString(), "--list");
        Cli json = Cli.run("inventory", "-i", inventory.toString(), "--format", "json");

        assertThat(names.out()).isEqualTo("web1\n");
        assertThat(graph.out()).isEqualTo("@all:\n  |--@ungrouped:\n  |--@web:\n  |  |--web1\n  |  |--web2\n");
        assertThat(list.out()).isEqualTo("web1:\n  port: 80\n  db_password: (not shown)\nweb2:\n");
        assertThat(json.out()).doesNotContain("geheim");
        assertThat(JsonParser.parseString(json.out())
                        .getAsJsonObject()
                        .getAsJsonObject("hosts")
                        .keySet())
                .containsExactly("web1", "web2");
    }

    @Test
    void aPatternThatMatchesNothingSaysWhatWasProbablyMeant() throws IOException {
        Path inventory = Files.writeString(folder.resolve("hosts.yml"), "all: { hosts: { web1: } }\n");

        Cli run = Cli.run("inventory", "-i", inventory.toString(), "wbe1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("did you mean 'web1'?");
    }

    @Test
    void aReportThatCannotBeWrittenIsAnError() {
        StringWriter err = new StringWriter();
        PrintWriter full = new PrintWriter(new Writer() {
            @Override
            public void write(char[] characters, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        Terminal terminal = Terminal.away(full, new PrintWriter(err));

        int status = new Program(terminal, Connections::new).run("--version");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("converge: not all of the report could be written; is the disk full?\n");
    }

    @Test
    void aBugIsOneLineAndItsTraceOnlyWithVerbose() {
        Wiring broken = (passphrases, password) -> {
            throw new IllegalStateException("broken wiring");
        };
        String root = folder.resolve("host").toString();
        String playbook = folder.resolve("site.yml").toString();

        Cli quiet = Cli.run(broken, "plan", "--root", root, playbook);
        Cli verbose = Cli.run(broken, "plan", "-v", "--root", root, playbook);

        assertThat(quiet.status()).isEqualTo(1);
        assertThat(quiet.err()).isEqualTo("""
                        converge: this is a bug: java.lang.IllegalStateException: broken wiring
                        Run it again with -v to see where, and report it.
                        """);
        assertThat(verbose.err()).contains("\tat dev.converge.cli.");
    }
}
